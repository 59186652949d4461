package io.mailroom.stack.cli;

import io.mailroom.stack.erp.Events;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
        name = "results",
        description = "Shows the events that Mailroom has published: results, received mail, connections.")
final class ResultsCommand implements Callable<Integer> {
    private static final Duration QUIET = Duration.ofMillis(1500);

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(names = "--follow", description = "Go on until Ctrl-C.")
    private boolean follow;

    @Option(names = "--json", description = "Events as JSON lines.")
    private boolean json;

    @Override
    public Integer call() {
        EventPrinter printer = new EventPrinter(spec.commandLine().getOut(), json);
        try (Events events = Events.fromTheBeginning(CurrentStack.stack())) {
            boolean any;
            do {
                var next = events.next(QUIET);
                next.forEach(printer::print);
                any = !next.isEmpty();
            } while (any || follow);
        }
        return 0;
    }
}
