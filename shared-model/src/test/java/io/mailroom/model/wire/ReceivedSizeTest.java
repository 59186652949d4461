package io.mailroom.model.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.cloudevents.CloudEvent;
import io.mailroom.model.command.Limits;
import io.mailroom.model.command.Recipient;
import io.mailroom.model.event.MailHeaders;
import io.mailroom.model.event.MailReceived;
import io.mailroom.model.id.ConnectionId;
import io.mailroom.model.id.MailboxAddress;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class ReceivedSizeTest {
    /** Three bytes of UTF-8 in one UTF-16 unit: nothing has more, and what JSON escapes has two. */
    private static final String WIDEST = "\u6f22";

    @Test
    void the_largest_event_that_the_limits_allow_fits_a_topic_with_kafkas_defaults() {
        var crowd = new Recipient(
                new MailboxAddress(WIDEST.repeat(64) + "@" + "a".repeat(63) + ".example"),
                WIDEST.repeat(Limits.RECIPIENT_NAME));
        List<Recipient> half = Collections.nCopies(Limits.RECEIVED_RECIPIENTS / 2, crowd);
        // The address may be longer, with a domain beyond ASCII: reckoned at its bound of 320 units.
        int reckoned =
                Limits.RECEIVED_RECIPIENTS * (320 * 3 - bytes(crowd.address().value()));

        CloudEvent event = MailEvents.received(
                new MailReceived(
                        new ConnectionId("c".repeat(64)),
                        crowd.address(),
                        WIDEST.repeat(Limits.FOLDER),
                        WIDEST.repeat(Limits.GRAPH_ID),
                        new MailHeaders(
                                WIDEST.repeat(Limits.GRAPH_ID),
                                WIDEST.repeat(Limits.GRAPH_ID),
                                WIDEST.repeat(Limits.RECEIVED_SUBJECT),
                                crowd,
                                half,
                                half,
                                Integer.MAX_VALUE,
                                Instant.parse("9999-12-31T23:59:59.999Z")),
                        true,
                        "normal",
                        true),
                Instant.EPOCH);

        assertThat(Objects.requireNonNull(event.getData()).toBytes().length + reckoned)
                .isLessThan(Limits.RECEIVED_BYTES);
    }

    private static int bytes(String text) {
        return text.getBytes(java.nio.charset.StandardCharsets.UTF_8).length;
    }
}
