package io.mailroom.bench;

import io.mailroom.bench.graph.GraphBench;
import io.mailroom.bench.headofline.HeadOfLineBench;
import io.mailroom.bench.journal.JournalBench;
import io.mailroom.bench.journal.ParkedBench;
import io.mailroom.bench.lease.LeaseBench;
import io.mailroom.bench.waiting.WaitingBench;
import io.mailroom.stack.cli.FailureSentence;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** {@code ./mailroom bench}. Exit codes: 0 done, 1 failed or a bar missed, 2 wrong usage. */
@Command(
        name = "bench",
        description = "Measures side by side with what a user would build instead.",
        mixinStandardHelpOptions = true,
        subcommands = {
            GraphBench.class,
            LeaseBench.class,
            HeadOfLineBench.class,
            WaitingBench.class,
            JournalBench.class,
            ParkedBench.class
        })
public final class Main {
    private Main() {}

    public static void main(String[] arguments) {
        System.exit(commandLine().execute(arguments));
    }

    static CommandLine commandLine() {
        return new CommandLine(new Main()).setExecutionExceptionHandler(new FailureSentence());
    }
}
