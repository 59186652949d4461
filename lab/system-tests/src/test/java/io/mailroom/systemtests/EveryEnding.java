package io.mailroom.systemtests;

import com.fasterxml.jackson.databind.JsonNode;
import io.mailroom.model.command.CancelCommand;
import io.mailroom.model.command.SendMail;
import io.mailroom.model.id.CommandKey;
import io.mailroom.model.id.ConnectionId;
import io.mailroom.worker.testing.TestingMailbox;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Commands of several mailboxes that end in every way that needs no waiting. */
record EveryEnding(Topics topics) {
    static final int SENDS = 60;
    static final byte[] GARBAGE = "no event at all".getBytes(StandardCharsets.UTF_8);

    /** A command that was sent, and then came with other data. */
    static final String CONFLICTING = "send-0";

    /** A record with a name that never became a command. */
    static final String WITHOUT_RECIPIENT = "no-recipient";

    /** How the commands with a stored result end; one send is refused. */
    static final Map<String, Long> STORED = Map.of("SENT", SENDS - 1L, "FAILED", 1L, "REJECTED", 2L, "CANCELLED", 2L);

    /** With the conflict and the record without a recipient, whose results are not stored. */
    static final int RESULTS = SENDS + 6;

    private static final int MAILBOXES = 7;

    static List<String> withStoredResult() {
        return Stream.concat(
                        IntStream.range(0, SENDS).mapToObj(i -> "send-" + i),
                        Stream.of("to-nobody-0", "to-nobody-1", "tomorrow", "not-tomorrow"))
                .toList();
    }

    void publish(TestingMailbox mailbox) {
        topics.publish(send(0));
        JsonNode _ = topics.result(CONFLICTING);
        mailbox.sendFaults.add(TestingMailbox.SendFault.REFUSED_BY_POLICY);
        IntStream.range(1, SENDS).forEach(i -> topics.publish(send(i)));
        topics.publish(Mails.to("alex@contoso.example", box(0), CONFLICTING, "Another subject"));
        topics.publish(Mails.of(new ConnectionId("nobody"), "to-nobody-0"));
        topics.publish(Mails.of(new ConnectionId("nobody"), "to-nobody-1"));
        topics.publish(Mails.timed(box(1), "tomorrow", Instant.now().plus(Duration.ofDays(1)), null));
        topics.publish(
                new CancelCommand(new CommandKey("/erp", "not-tomorrow"), box(1), new CommandKey("/erp", "tomorrow")));
        topics.publishIncomplete("box-2", WITHOUT_RECIPIENT);
        topics.publish("box-3", GARBAGE, Map.of());
    }

    private static SendMail send(int number) {
        return Mails.of(box(number % MAILBOXES), "send-" + number);
    }

    private static ConnectionId box(int number) {
        return new ConnectionId("box-" + number);
    }
}
