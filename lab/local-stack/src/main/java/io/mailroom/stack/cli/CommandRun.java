package io.mailroom.stack.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.cloudevents.CloudEvent;
import io.mailroom.model.command.CancelCommand;
import io.mailroom.model.command.MailCommand;
import io.mailroom.model.command.SendMail;
import io.mailroom.model.command.SyncMail;
import io.mailroom.model.event.MailReceived;
import io.mailroom.model.id.CommandKey;
import io.mailroom.model.id.ConnectionId;
import io.mailroom.model.result.MailProgress;
import io.mailroom.model.result.ResultCode;
import io.mailroom.model.wire.MailEvents;
import io.mailroom.stack.StackFailure;
import io.mailroom.stack.erp.Answers;
import io.mailroom.stack.erp.Commands;
import io.mailroom.stack.erp.EventText;
import io.mailroom.stack.erp.Events;
import io.mailroom.stack.home.StackInfo;
import java.io.PrintWriter;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;

/** Publishes one command and prints what answers it: why it waits, and its result. */
record CommandRun(CommandSpec spec, boolean json, Duration patience) {
    private static final Map<String, String> GOOD =
            Map.of(SendMail.TYPE, "SENT", SyncMail.TYPE, "SYNCED", CancelCommand.TYPE, "CANCELLED");

    /** @return the exit code: 0 for a command that did what it should */
    int of(MailCommand command) {
        return of(command.connection(), MailEvents.command(command, Instant.now()));
    }

    /** @return the exit code: 0 for a command that did what it should, or waits for the time that it names */
    int of(ConnectionId connection, CloudEvent command) {
        StackInfo stack = CurrentStack.stack();
        try (Events events = Events.fromNow(stack)) {
            CloudEvent published = new Commands(stack).publish(connection, command);
            Instant deadline = Instant.now().plus(patience);
            String waiting = "";
            while (true) {
                CloudEvent event = next(events, published, deadline, waiting);
                if (!event.getType().equals(MailProgress.TYPE)) {
                    return end(events, published, event);
                }
                JsonNode data = Answers.data(event);
                if (data.path("status").asText().equals("PARKED")) {
                    talk(EventText.words(event));
                    waiting = " It waits: " + data.path("reason").asText() + ".";
                    if (isLaterThan(deadline, data)) {
                        talk(
                                "./mailroom results shows how it ends; ./mailroom cancel --connection %s --command %s calls it back."
                                        .formatted(connection, published.getId()));
                        return 0;
                    }
                }
            }
        }
    }

    private CloudEvent next(Events events, CloudEvent command, Instant deadline, String waiting) {
        return events.await(Answers.about(command), Duration.between(Instant.now(), deadline))
                .orElseThrow(() -> new StackFailure(
                        "No result of command %s within %d s.%s ./mailroom results shows it when it comes."
                                .formatted(command.getId(), patience.toSeconds(), waiting)));
    }

    private int end(Events events, CloudEvent command, CloudEvent result) {
        EventPrinter printer = new EventPrinter(spec.commandLine().getOut(), json);
        if (command.getType().equals(SyncMail.TYPE)) {
            printReceived(events, command, printer);
        }
        printer.print(result);
        String status = Answers.data(result).path("status").asText();
        return status.equals(GOOD.get(command.getType())) ? 0 : 1;
    }

    /** They were committed before or with the result, so all of them are there or about to be. */
    private static void printReceived(Events events, CloudEvent sync, EventPrinter printer) {
        Optional<CloudEvent> received;
        do {
            received = events.await(
                    event -> event.getType().equals(MailReceived.TYPE)
                            && String.valueOf(event.getSubject()).equals(sync.getSubject()),
                    Duration.ofMillis(500));
            received.ifPresent(printer::print);
        } while (received.isPresent());
    }

    /** Only the command's own time is sure to come no earlier. */
    static boolean isLaterThan(Instant deadline, JsonNode parked) {
        return parked.path("reason").asText().equals(ResultCode.SCHEDULED.name())
                && parked.hasNonNull("until")
                && Instant.parse(parked.path("until").asText()).isAfter(deadline);
    }

    /** With JSON, standard output is for results alone. */
    private void talk(String sentence) {
        PrintWriter talk =
                json ? spec.commandLine().getErr() : spec.commandLine().getOut();
        talk.println(sentence);
        talk.flush();
    }

    static ConnectionId connection(String id) {
        try {
            return new ConnectionId(id);
        } catch (IllegalArgumentException e) {
            throw new StackFailure("'%s' is no connection id: %s.".formatted(id, e.getMessage()));
        }
    }

    static CommandKey key(String source, String id) {
        try {
            return new CommandKey(URI.create(source).toString(), id);
        } catch (IllegalArgumentException e) {
            throw new StackFailure("This names no command: %s.".formatted(e.getMessage()));
        }
    }
}
