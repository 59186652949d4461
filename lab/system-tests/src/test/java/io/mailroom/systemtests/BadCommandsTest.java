package io.mailroom.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.mailroom.model.id.ConnectionId;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/** What cannot be carried out is answered or kept, and the command behind it in the same partition runs. */
@TestInstance(Lifecycle.PER_CLASS)
@Order(2)
class BadCommandsTest extends StackTest {
    private final ConnectionId connection = driven.connect("bad-commands@contoso.example");

    @Test
    void a_malformed_record_is_kept_with_its_bytes() {
        byte[] malformed = "no event, but \u0000 bytes".getBytes(StandardCharsets.UTF_8);

        driven.topics().publish(connection.value(), malformed, Map.of("their-header", "kept"));

        var dead = driven.topics().await("mail.dead.erp", 1, record -> Arrays.equals(record.value(), malformed));
        assertThat(dead).hasSize(1);
        assertThat(dead.getFirst().value()).isEqualTo(malformed);
        assertThat(Topics.header(dead.getFirst(), "their-header")).isEqualTo("kept");
        nextCommandRuns("behind-malformed");
    }

    /** Larger than the command that a topic is made for, as large as the topic takes. */
    @Test
    void the_largest_record_that_the_topic_takes_is_kept_with_its_bytes_and_stops_nobody() {
        byte[] garbage = new byte[8_420_000];
        new Random(1).nextBytes(garbage);

        String place = driven.topics().publish(null, garbage, Map.of());

        var dead = driven.topics().await("mail.dead.erp", 1, record -> isOf(record, place));
        assertThat(dead)
                .singleElement()
                .satisfies(letter -> assertThat(letter.value()).isEqualTo(garbage));
        nextCommandRuns("behind-the-largest");
    }

    private static boolean isOf(ConsumerRecord<byte[], byte[]> letter, String place) {
        return (Topics.header(letter, "mailroom-partition") + "/" + Topics.header(letter, "mailroom-offset"))
                .equals(place);
    }

    @Test
    void a_missing_field_is_named() {
        driven.topics().publishIncomplete(connection.value(), "without-recipient");

        JsonNode result = driven.result("without-recipient");
        assertThat(result.path("status").asText()).isEqualTo("REJECTED");
        assertThat(result.path("code").asText()).isEqualTo("MISSING_FIELD");
        assertThat(result.path("field").asText()).isEqualTo("/to");
        nextCommandRuns("behind-missing-field");
    }

    @Test
    void an_unknown_connection_is_named() {
        driven.publish(Mails.of(new ConnectionId("nobody-has-this"), "of-nobody"));

        JsonNode result = driven.result("of-nobody");
        assertThat(result.path("status").asText()).isEqualTo("REJECTED");
        assertThat(result.path("code").asText()).isEqualTo("CONNECTION_UNKNOWN");
        assertThat(result.path("field").asText()).isEqualTo("/connectionId");
        nextCommandRuns("behind-unknown-connection");
    }

    @Test
    void one_in_the_wrong_partition_is_carried_out_at_home_once() {
        driven.topics().publishAstray(Mails.of(connection, "astray"));

        driven.assertSentOnce("astray");
        nextCommandRuns("behind-astray");
    }

    @Test
    void the_same_at_home_and_in_the_wrong_partition_is_one_mail_and_one_result_twice() {
        driven.publish(Mails.of(connection, "in-two-places"));
        driven.topics().publishAstray(Mails.of(connection, "in-two-places"));

        List<JsonNode> results = driven.topics().results("in-two-places", 2);
        assertThat(results).hasSize(2).allMatch(result -> result.equals(results.getFirst()));
        assertThat(driven.submissions("in-two-places")).isEqualTo(1);
    }

    private void nextCommandRuns(String id) {
        driven.publish(Mails.of(connection, id));

        driven.assertSentOnce(id);
    }
}
