package io.mailroom.stack.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** All commands that the script hands over. */
@Command(
        name = "mailroom",
        description = "Outlook and Microsoft 365 mail for any ERP backend, over Kafka.",
        subcommands = {
            DemoCommand.class,
            UpCommand.class,
            DownCommand.class,
            StatusCommand.class,
            ConnectCommand.class,
            SendCommand.class,
            SyncCommand.class,
            ResultsCommand.class,
            DeadCommand.class
        },
        synopsisSubcommandLabel = "COMMAND")
public final class Mailroom {
    private Mailroom() {}

    /** Exit codes: 0 done, 1 failed (with a sentence on standard error), 2 wrong usage. */
    public static CommandLine commandLine() {
        CommandLine commandLine = new CommandLine(new Mailroom());
        commandLine.setExecutionExceptionHandler(new FailureSentence());
        commandLine
                .getSubcommands()
                .values()
                .forEach(command -> command.getCommandSpec().mixinStandardHelpOptions(true));
        return commandLine;
    }
}
