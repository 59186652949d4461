package io.mailroom.stack.cli;

import io.mailroom.model.command.SyncMail;
import io.mailroom.model.id.CommandKey;
import io.mailroom.stack.erp.Commands;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(name = "sync", description = "Reads what is new in a mailbox and prints each mail that has arrived.")
final class SyncCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(
            names = "--connection",
            required = true,
            paramLabel = "ID",
            description = "As ./mailroom connect printed it.")
    private String connection = "";

    @Option(names = "--folder", paramLabel = "NAME", description = "Default: ${DEFAULT-VALUE}.")
    private String folder = SyncMail.INBOX;

    @Option(names = "--json", description = "Events as JSON lines.")
    private boolean json;

    @Override
    public Integer call() {
        CommandKey key = new CommandKey(Commands.SOURCE, UUID.randomUUID().toString());
        return new CommandRun(spec, json, Duration.ofSeconds(60))
                .of(new SyncMail(key, CommandRun.connection(connection), folder));
    }
}
