package io.mailroom.seeds;

import io.mailroom.seeds.mutant.Bug;
import io.mailroom.seeds.mutant.Mutant;
import io.mailroom.seeds.run.MutantResult;
import io.mailroom.seeds.run.Report;
import io.mailroom.seeds.run.Seed;
import io.mailroom.seeds.run.Seeds;
import java.io.PrintStream;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Runs seeds, or one seed with its trace, or hunts the planted bugs. */
@Command(
        name = "simulate",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Runs the worker's core against seeded faults of Graph, Kafka, auth-service and its own process, and checks after "
                    + "each seed that every command has one result, at most one mail, and its place in the order of its mailbox.",
            "Exit code 0 only if no seed violates a promise (and, with --mutants, if every planted bug is caught)."
        })
final class SimulateCommand implements Callable<Integer> {
    @Option(
            names = "--seeds",
            paramLabel = "N",
            defaultValue = "2000",
            description = "how many seeds (default: ${DEFAULT-VALUE})")
    private int seeds;

    @Option(
            names = "--from",
            paramLabel = "S",
            defaultValue = "0",
            description = "the first of them (default: ${DEFAULT-VALUE})")
    private long from;

    @Option(names = "--seed", paramLabel = "S", description = "only this seed, with its whole trace")
    private @Nullable Long seed;

    @Option(names = "--mutants", description = "hunt each planted bug and print within how many seeds it is caught")
    private boolean mutants;

    @Option(names = "--mutant", paramLabel = "NAME", description = "plant this bug: ${COMPLETION-CANDIDATES}")
    private @Nullable Mutant mutant;

    @Option(names = "--json", description = "print one JSON object")
    private boolean json;

    private final PrintStream out = System.out;

    @Override
    public Integer call() {
        Bug bug = mutant == null ? Bug.NONE : mutant.bug();
        if (seed != null) {
            return one(seed, bug);
        }
        return mutants ? plantedBugs() : many(bug);
    }

    private int one(long number, Bug bug) {
        Report report = Seed.run(number, bug, true);
        report.lines().forEach(out::println);
        out.printf(
                "%nseed %d, trace %016x, %d steps, %s of its own time%n",
                number, report.hash(), report.steps(), report.elapsed());
        report.violations().forEach(violation -> out.println("  " + violation));
        out.println(report.clean() ? "no violation" : report.violations().size() + " violations");
        return report.clean() ? 0 : 1;
    }

    private int many(Bug bug) {
        Seeds run = Seeds.run(from, seeds, bug, done -> progress(done, seeds));
        List<Report> bad = run.bad();
        if (json) {
            out.printf(
                    "{\"seeds\":%d,\"violations\":%d,\"seedsPerSecond\":%.0f,\"failing\":%s}%n",
                    run.seeds(),
                    bad.size(),
                    run.perSecond(),
                    bad.stream().map(Report::seed).toList());
        } else {
            bad.stream()
                    .limit(20)
                    .forEach(report -> out.printf(
                            "seed %d (./mailroom simulate --seed %d): %s%n",
                            report.seed(), report.seed(), report.violations()));
            out.printf(
                    "%,d seeds, %d with violations, %.0f seeds/s, %,d commands, %,d mails%n",
                    run.seeds(), bad.size(), run.perSecond(), run.commands(), run.mails());
        }
        return bad.isEmpty() ? 0 : 1;
    }

    private int plantedBugs() {
        List<MutantResult> results = MutantResult.all(from, seeds, result -> {
            if (!json) {
                out.println(result.line());
            }
        });
        long caught = results.stream().filter(MutantResult::caught).count();
        if (json) {
            out.println("["
                    + String.join(",", results.stream().map(MutantResult::json).toList()) + "]");
        } else {
            out.printf("%d of %d planted bugs caught, each within %,d seeds%n", caught, results.size(), seeds);
        }
        return caught == results.size() ? 0 : 1;
    }

    private void progress(int done, int all) {
        if (!json && Boolean.getBoolean("mailroom.terminal")) {
            System.err.printf("\r%,d of %,d seeds", done, all);
            if (done == all) {
                System.err.print("\r                              \r");
            }
        }
    }
}
