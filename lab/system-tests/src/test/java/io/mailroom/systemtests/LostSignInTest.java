package io.mailroom.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.mailroom.model.id.ConnectionId;
import io.mailroom.stack.time.Waiting;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/** All refresh tokens of a user were revoked, as after a change of their password. */
@Order(11)
class LostSignInTest extends StackTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @Nested
    class A_mailbox_whose_users_sign_in_is_lost {
        private static final String ADDRESS = "lost@contoso.example";

        @Test
        void waits_over_a_kill_and_sends_in_order_soon_after_the_user_signs_in_again_while_others_go_on()
                throws Exception {
            ConnectionId lost = driven.connect(ADDRESS);
            ConnectionId other = driven.connect("not-lost@contoso.example");
            loseSignIn(lost, ADDRESS);
            publish(lost, 0, 4);
            assertParked(0, 4);

            Set<String> watchesBefore = watches();
            driven.killAndRestart();
            driven.publish(Mails.of(other, "not-lost"));
            publish(lost, 4, 6);
            assertParked(4, 6);
            driven.topics().assertSent("not-lost");
            assertThat(sent()).isEmpty();
            assertThat(Waiting.until(PATIENCE, () -> !watchesBefore.containsAll(watches())))
                    .as("the worker listens for connection events again")
                    .isTrue();

            Instant signedIn = Instant.now();
            driven.reconnect(lost, ADDRESS);

            List<JsonNode> results = IntStream.range(0, 6)
                    .mapToObj(i -> driven.result("lost-" + i))
                    .toList();
            assertThat(results)
                    .allSatisfy(
                            result -> assertThat(result.path("status").asText()).isEqualTo("SENT"));
            assertThat(results).extracting(Topics::finished).isSorted();
            assertThat(Topics.finished(results.getLast()))
                    .as("long before the connection would be asked for again")
                    .isBefore(signedIn.plus(PATIENCE));
            assertThat(sent()).containsExactly("lost-0", "lost-1", "lost-2", "lost-3", "lost-4", "lost-5");
        }

        private void publish(ConnectionId connection, int from, int to) {
            IntStream.range(from, to).forEach(i -> driven.publish(Mails.of(connection, "lost-" + i)));
        }

        private void assertParked(int from, int to) {
            for (int i = from; i < to; i++) {
                assertReason("lost-" + i);
            }
        }

        private List<String> sent() {
            return driven.lab().sent(ADDRESS).findValuesAsText("subject");
        }
    }

    @Nested
    class A_command_that_waits_longer_than_its_bound {
        private static final String ADDRESS = "overdue@contoso.example";
        private static final Duration BOUND = Duration.ofSeconds(10);

        @BeforeEach
        void shortenTheBound() {
            driven.restartWith(
                    RunningStack.OPTIONS.with("mail-worker", "mailroom.park.reconnect-within", BOUND.toString()));
        }

        @AfterEach
        void backToTheUsualBound() {
            driven.restartWith(RunningStack.OPTIONS);
        }

        @Test
        void fails_and_is_not_sent_when_the_user_signs_in_at_last() throws Exception {
            ConnectionId lost = driven.connect(ADDRESS);
            loseSignIn(lost, ADDRESS);
            driven.publish(Mails.of(lost, "overdue"));
            assertReason("overdue");

            JsonNode overdue = driven.result("overdue");
            driven.reconnect(lost, ADDRESS);
            driven.publish(Mails.of(lost, "in-time"));

            assertThat(overdue.path("status").asText()).isEqualTo("FAILED");
            assertThat(overdue.path("code").asText()).isEqualTo("RECONNECT_REQUIRED");
            assertThat(overdue.path("retryable").asBoolean()).isFalse();
            assertThat(Duration.between(
                            Instant.parse(overdue.at("/timings/receivedAt").asText()), Topics.finished(overdue)))
                    .isBetween(BOUND, BOUND.plus(PATIENCE));
            driven.topics().assertSent("in-time");
            assertThat(driven.submissions("overdue")).isZero();
        }
    }

    /** The access token that is left is taken for expired, so that the next lease needs a refresh. */
    private void loseSignIn(ConnectionId connection, String address) throws SQLException {
        driven.lab().revoke(address);
        try (var database = driven.database();
                var expire = database.prepareStatement(
                        "update connection set access_expires_at = now() - interval '1 minute' where id = ?")) {
            expire.setString(1, connection.value());
            assertThat(expire.executeUpdate()).isEqualTo(1);
        }
    }

    private Set<String> watches() {
        return driven.topics().groupsReading("mail.connections.erp");
    }

    private void assertReason(String id) {
        assertThat(driven.topics().parked(id))
                .as(id)
                .isNotEmpty()
                .allSatisfy(parked -> assertThat(parked.path("reason").asText()).isEqualTo("RECONNECT_REQUIRED"));
    }
}
