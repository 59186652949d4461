package io.mailroom.bench;

import io.mailroom.bench.graph.GraphBench;
import io.mailroom.bench.headofline.HeadOfLineBench;
import io.mailroom.bench.journal.JournalBench;
import io.mailroom.bench.lease.LeaseBench;
import io.mailroom.bench.waiting.WaitingBench;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** {@code ./mailroom bench}. */
@Command(
        name = "bench",
        description = "Measures side by side with what a user would build instead.",
        mixinStandardHelpOptions = true,
        subcommands = {GraphBench.class, LeaseBench.class, HeadOfLineBench.class, WaitingBench.class, JournalBench.class
        })
public final class Main {
    private Main() {}

    public static void main(String[] arguments) {
        System.exit(new CommandLine(new Main()).execute(arguments));
    }
}
