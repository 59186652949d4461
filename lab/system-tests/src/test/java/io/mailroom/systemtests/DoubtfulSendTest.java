package io.mailroom.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mailroom.model.id.ConnectionId;
import io.mailroom.model.wire.MailJson;
import java.time.Instant;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/** The send was carried out, and its answer says nothing of the kind. */
@Order(7)
class DoubtfulSendTest extends StackTest {
    private static final String ADDRESS = "doubtful@contoso.example";

    /** So that whoever waits for the settle time first says nothing as long as this test runs. */
    @BeforeEach
    void settleLate() {
        driven.restartWith(RunningStack.OPTIONS.with("mail-worker", "mailroom.send.settle", "PT1H"));
    }

    @AfterEach
    void settleAsUsual() {
        driven.restartWith(RunningStack.OPTIONS);
    }

    @Test
    void is_told_as_sent_by_its_sent_item_long_before_the_settle_time_is_over() {
        ConnectionId connection = driven.connect(ADDRESS);
        ObjectNode match = MailJson.object()
                .put("method", "POST")
                .put("pathRegex", "/send$")
                .put("mailbox", ADDRESS);
        driven.lab().fault(match, MailJson.object().put("status", 504).put("executeAnyway", true), 1);

        driven.publish(Mails.of(connection, "doubtful"));

        JsonNode result = driven.result("doubtful");
        assertThat(result.path("status").asText()).isEqualTo("SENT");
        assertThat(result.path("sentItemsConfirmed").asBoolean()).isTrue();
        assertThat(driven.submissions("doubtful")).isEqualTo(1);
        assertThat(Stream.of("receivedAt", "startedAt", "submittedAt", "finishedAt")
                        .map(station -> time(result, station)))
                .isSorted();
    }

    private static Instant time(JsonNode result, String station) {
        return Instant.parse(result.at("/timings/" + station).asText());
    }
}
