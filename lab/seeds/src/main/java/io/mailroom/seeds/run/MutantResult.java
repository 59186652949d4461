package io.mailroom.seeds.run;

import io.mailroom.seeds.mutant.Mutant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * How a planted bug fared.
 *
 * @param seeds within how many seeds it was caught; all that were allowed if it was not
 * @param violation by which it was caught; empty if it was not
 */
public record MutantResult(Mutant mutant, int seeds, String violation) {
    public boolean caught() {
        return !violation.isEmpty();
    }

    /** Hunts each bug for so many seeds at most. */
    public static List<MutantResult> all(long from, int most, Consumer<MutantResult> told) {
        var results = new ArrayList<MutantResult>();
        for (Mutant mutant : Mutant.values()) {
            MutantResult result = one(mutant, from, most);
            results.add(result);
            told.accept(result);
        }
        return results;
    }

    public static MutantResult one(Mutant mutant, long from, int most) {
        for (int i = 0; i < most; i++) {
            Report report = Seed.run(from + i, mutant.bug(), false);
            if (!report.clean()) {
                return new MutantResult(mutant, i + 1, report.violations().getFirst());
            }
        }
        return new MutantResult(mutant, most, "");
    }

    public String line() {
        return "%-28s %6s  %s".formatted(mutant, caught() ? Integer.toString(seeds) : "NEVER", violation);
    }

    public String json() {
        return "{\"mutant\":\"%s\",\"caught\":%s,\"seeds\":%d}".formatted(mutant, caught(), seeds);
    }
}
