package io.mailroom.stack.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.OptionSpec;

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
            ReconnectCommand.class,
            DisconnectCommand.class,
            ConnectionsCommand.class,
            SendCommand.class,
            CancelCommand.class,
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
        commandLine.getSubcommands().values().forEach(Mailroom::explain);
        return commandLine;
    }

    /** As an option of each command; the version is the script's to tell. */
    private static void explain(CommandLine command) {
        command.getCommandSpec()
                .addOption(OptionSpec.builder("-h", "--help")
                        .usageHelp(true)
                        .description("Show this help message and exit.")
                        .build());
        command.getSubcommands().values().forEach(Mailroom::explain);
    }
}
