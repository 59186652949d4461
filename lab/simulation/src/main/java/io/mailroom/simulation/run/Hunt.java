package io.mailroom.simulation.run;

import io.mailroom.simulation.mutant.Mutant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * How a planted bug fared.
 *
 * @param seeds within how many seeds it was caught; all that were allowed if it was not
 * @param violation by which it was caught; empty if it was not
 */
public record Hunt(Mutant mutant, int seeds, String violation) {
    public boolean caught() {
        return !violation.isEmpty();
    }

    /** Hunts each bug for so many seeds at most. */
    public static List<Hunt> all(long from, int most, Consumer<Hunt> told) {
        var hunts = new ArrayList<Hunt>();
        for (Mutant mutant : Mutant.values()) {
            Hunt hunt = one(mutant, from, most);
            hunts.add(hunt);
            told.accept(hunt);
        }
        return hunts;
    }

    public static Hunt one(Mutant mutant, long from, int most) {
        for (int i = 0; i < most; i++) {
            Report report = Seed.run(from + i, mutant.bug(), false);
            if (!report.clean()) {
                return new Hunt(mutant, i + 1, report.violations().getFirst());
            }
        }
        return new Hunt(mutant, most, "");
    }

    public String line() {
        return "%-28s %6s  %s".formatted(mutant, caught() ? Integer.toString(seeds) : "NEVER", violation);
    }

    public String json() {
        return "{\"mutant\":\"%s\",\"caught\":%s,\"seeds\":%d}".formatted(mutant, caught(), seeds);
    }
}
