package io.mailroom.chaos;

import io.mailroom.stack.cli.FailureSentence;
import picocli.CommandLine;

/** The Java side of {@code ./mailroom chaos}. Exit codes: 0 clean, 1 not, 2 wrong usage. */
public final class Main {
    private Main() {}

    public static void main(String[] arguments) {
        System.exit(commandLine().execute(arguments));
    }

    static CommandLine commandLine() {
        return new CommandLine(new ChaosCommand()).setExecutionExceptionHandler(new FailureSentence());
    }
}
