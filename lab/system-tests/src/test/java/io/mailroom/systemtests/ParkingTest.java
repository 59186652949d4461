package io.mailroom.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mailroom.model.command.CancelCommand;
import io.mailroom.model.id.CommandKey;
import io.mailroom.model.id.ConnectionId;
import io.mailroom.model.wire.MailJson;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

@Order(10)
class ParkingTest extends StackTest {

    @AfterEach
    void leaveNoFault() {
        driven.lab().clearFaults();
    }

    @Nested
    class A_throttled_mailbox {
        @Test
        void waits_over_a_kill_and_then_sends_in_order_while_others_go_on() {
            ConnectionId throttled = driven.connect("parked@contoso.example");
            ConnectionId other = driven.connect("not-parked@contoso.example");
            throttle("parked@contoso.example", 20);
            Instant until = Instant.now().plusSeconds(20);
            for (int i = 0; i < 4; i++) {
                driven.publish(Mails.of(throttled, "parked-" + i));
            }
            assertThat(driven.topics().parked("parked-3")).isNotEmpty();

            driven.killAndRestart();
            driven.publish(Mails.of(other, "not-parked"));

            JsonNode free = driven.result("not-parked");
            List<JsonNode> waited = List.of(
                    driven.result("parked-0"),
                    driven.result("parked-1"),
                    driven.result("parked-2"),
                    driven.result("parked-3"));
            assertThat(Topics.finished(free)).isBefore(Topics.finished(waited.getLast()));
            assertThat(waited).extracting(ParkingTest::status).containsOnly("SENT");
            assertThat(waited).extracting(Topics::finished).isSorted();
            assertThat(Topics.finished(waited.getFirst())).isAfter(until.minusSeconds(1));
            assertThat(driven.sent().stream().filter(subject -> subject.startsWith("parked-")))
                    .containsExactly("parked-0", "parked-1", "parked-2", "parked-3");
        }

        @Test
        void lets_a_command_expire_and_one_be_called_back() {
            ConnectionId throttled = driven.connect("expiring@contoso.example");
            throttle("expiring@contoso.example", 60);
            driven.publish(Mails.of(throttled, "first"));
            driven.publish(
                    Mails.timed(throttled, "expiring", null, Instant.now().plusSeconds(4)));
            driven.publish(Mails.of(throttled, "called-back"));
            driven.publish(new CancelCommand(
                    new CommandKey("/erp", "never-mind"), throttled, new CommandKey("/erp", "called-back")));

            assertThat(driven.result("never-mind").path("status").asText()).isEqualTo("CANCELLED");
            assertThat(driven.result("called-back").path("status").asText()).isEqualTo("CANCELLED");
            assertThat(driven.result("expiring").path("code").asText()).isEqualTo("EXPIRED");
            assertThat(driven.submissions("called-back") + driven.submissions("expiring"))
                    .isZero();
        }
    }

    @Nested
    class A_command_with_a_time_of_its_own {
        @Test
        void waits_for_it_and_is_passed_by_meanwhile() {
            ConnectionId connection = driven.connect("later@contoso.example");
            Instant at = Instant.now().plusSeconds(8);
            driven.publish(Mails.timed(connection, "later", at, null));
            driven.publish(Mails.of(connection, "at-once"));

            assertThat(Topics.finished(driven.result("at-once"))).isBefore(at);
            JsonNode later = driven.result("later");
            assertThat(status(later)).isEqualTo("SENT");
            assertThat(Instant.parse(later.at("/timings/submittedAt").asText())).isAfterOrEqualTo(at);
        }

        @Test
        void can_be_called_back_until_then_and_not_afterwards() {
            ConnectionId connection = driven.connect("cancelled@contoso.example");
            driven.publish(Mails.timed(connection, "tomorrow", Instant.now().plus(Duration.ofDays(1)), null));
            driven.publish(Mails.of(connection, "today"));
            assertThat(status(driven.result("today"))).isEqualTo("SENT");

            cancel(connection, "not-tomorrow", "tomorrow");
            cancel(connection, "too-late", "today");
            cancel(connection, "not-known", "nothing");

            assertThat(driven.result("not-tomorrow").path("code").asText()).isEqualTo("CANCELLED");
            assertThat(driven.result("too-late").path("code").asText()).isEqualTo("TOO_LATE");
            assertThat(driven.result("not-known").path("code").asText()).isEqualTo("COMMAND_UNKNOWN");
            assertThat(driven.submissions("tomorrow")).isZero();
        }

        private void cancel(ConnectionId connection, String id, String target) {
            driven.publish(new CancelCommand(new CommandKey("/erp", id), connection, new CommandKey("/erp", target)));
        }
    }

    private void throttle(String address, int seconds) {
        ObjectNode fault = MailJson.object().put("status", 429).put("retryAfter", Integer.toString(seconds));
        driven.lab().fault(MailJson.object().put("mailbox", address).put("pathRegex", "/messages$"), fault, 1);
    }

    private static String status(JsonNode result) {
        return result.path("status").asText();
    }
}
