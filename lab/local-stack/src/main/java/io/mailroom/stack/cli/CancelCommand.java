package io.mailroom.stack.cli;

import io.mailroom.stack.erp.Commands;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
        name = "cancel",
        sortOptions = false,
        description = "Calls back a command that was not begun yet, and waits for the answer.")
final class CancelCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(
            names = "--connection",
            required = true,
            paramLabel = "ID",
            description = "As ./mailroom connect printed it.")
    private String connection = "";

    @Option(names = "--command", required = true, paramLabel = "ID", description = "The id of the command.")
    private String command = "";

    @Option(
            names = "--source",
            paramLabel = "SOURCE",
            description = "The source of the command (default: ${DEFAULT-VALUE}).")
    private String source = Commands.SOURCE;

    @Option(names = "--json", description = "The event as a JSON line.")
    private boolean json;

    @Override
    public Integer call() {
        var cancel = new io.mailroom.model.command.CancelCommand(
                CommandRun.key(Commands.SOURCE, UUID.randomUUID().toString()),
                CommandRun.connection(connection),
                CommandRun.key(source, command));
        return new CommandRun(spec, json, Duration.ofSeconds(60)).of(cancel);
    }
}
