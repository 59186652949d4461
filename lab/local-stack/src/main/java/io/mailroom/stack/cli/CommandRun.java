package io.mailroom.stack.cli;

import io.cloudevents.CloudEvent;
import io.mailroom.model.command.MailCommand;
import io.mailroom.model.command.SyncMail;
import io.mailroom.model.event.MailReceived;
import io.mailroom.model.id.ConnectionId;
import io.mailroom.stack.StackFailure;
import io.mailroom.stack.erp.Answers;
import io.mailroom.stack.erp.Commands;
import io.mailroom.stack.erp.Events;
import io.mailroom.stack.home.StackInfo;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/** Publishes one command and prints what answers it. */
final class CommandRun {
    private static final Set<String> GOOD = Set.of("SENT", "SYNCED");

    private CommandRun() {}

    /** @return the exit code: 0 for a command that did what it should */
    static int of(MailCommand command, EventPrinter printer, Duration patience) {
        StackInfo stack = CurrentStack.stack();
        try (Events events = Events.fromNow(stack)) {
            CloudEvent published = new Commands(stack).publish(command);
            CloudEvent result = events.await(Answers.resultOf(published), patience)
                    .orElseThrow(() -> new StackFailure(
                            "No result of command %s within %d s; ./mailroom results shows it when it comes."
                                    .formatted(published.getId(), patience.toSeconds())));
            if (command instanceof SyncMail sync) {
                printReceived(events, sync, printer);
            }
            printer.print(result);
            return GOOD.contains(Answers.data(result).path("status").asText()) ? 0 : 1;
        }
    }

    /** They were committed before or with the result, so all of them are there or about to be. */
    private static void printReceived(Events events, SyncMail sync, EventPrinter printer) {
        Optional<CloudEvent> received;
        do {
            received = events.await(
                    event -> event.getType().equals(MailReceived.TYPE)
                            && sync.connection().value().equals(event.getSubject()),
                    Duration.ofMillis(500));
            received.ifPresent(printer::print);
        } while (received.isPresent());
    }

    static ConnectionId connection(String id) {
        try {
            return new ConnectionId(id);
        } catch (IllegalArgumentException e) {
            throw new StackFailure("'%s' is no connection id: %s.".formatted(id, e.getMessage()));
        }
    }
}
