package io.mailroom.simulator.faults;

import static io.mailroom.simulator.testing.Driver.until;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.mailroom.simulator.testing.DrivenTest;
import io.mailroom.simulator.testing.Reply;
import io.mailroom.simulator.testing.User;
import io.quarkus.test.junit.QuarkusTest;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

@QuarkusTest
class FaultsTest extends DrivenTest {
    User user;
    String bob;

    @BeforeEach
    void open() {
        user = driver.user();
        bob = driver.mailbox("fabrikam.example");
        driver.settings(Map.of("sentItemsDelayMs", 0));
    }

    private Map<String, ?> sends() {
        return Map.of("method", "POST", "pathRegex", "/send$", "mailbox", user.address());
    }

    private String draft() {
        return user.draft(bob, "key").path("id").asText();
    }

    @Nested
    class A_status {
        @Test
        void alone_means_the_request_is_not_executed() {
            driver.fault(sends(), Map.of("status", 503, "retryAfter", 7), 1);

            Reply reply = user.send(draft());

            assertThat(reply.status()).isEqualTo(503);
            assertThat(reply.code()).isEqualTo("ErrorServerBusy");
            assertThat(reply.header("retry-after")).isEqualTo("7");
            assertThat(driver.sentBy(user.address())).isEmpty();
        }

        @Test
        void with_execute_anyway_hides_a_success() {
            driver.fault(sends(), Map.of("status", 504, "executeAnyway", true), 1);

            assertThat(user.send(draft()).status()).isEqualTo(504);
            assertThat(driver.sentBy(user.address())).hasSize(1);
        }

        @Test
        void of_success_keeps_the_answer_and_adds_the_header() {
            driver.fault(sends(), Map.of("status", 202, "retryAfter", "31,120", "executeAnyway", true), 1);

            Reply reply = user.send(draft());

            assertThat(reply.status()).isEqualTo(202);
            assertThat(reply.header("retry-after")).isEqualTo("31,120");
        }

        @Test
        void strikes_as_often_as_ordered_and_counts() {
            JsonNode order = driver.fault(sends(), Map.of("status", 500), 2).json();
            String id = draft();

            assertThat(user.send(id).status()).isEqualTo(500);
            assertThat(user.send(id).status()).isEqualTo(500);
            assertThat(user.send(id).status()).isEqualTo(202);
            assertThat(driver.hits(order)).isEqualTo(2);
        }

        @Test
        void strikes_alone_if_it_is_the_oldest_that_matches() {
            driver.fault(sends(), Map.of("status", 503), 1);
            JsonNode younger = driver.fault(sends(), Map.of("status", 500), 1).json();
            String id = draft();

            assertThat(user.send(id).status()).isEqualTo(503);
            assertThat(driver.hits(younger)).isZero();
            assertThat(user.send(id).status()).isEqualTo(500);
        }

        @Test
        void strikes_only_whom_it_names() {
            User other = driver.connect(bob);
            driver.fault(Map.of("mailbox", bob), Map.of("status", 500), 0);

            assertThat(user.get("/me/messages").status()).isEqualTo(200);
            assertThat(other.get("/me/messages").status()).isEqualTo(500);
        }
    }

    @Nested
    class A_dropped_reply {
        @Test
        void closes_the_connection_without_executing() {
            driver.fault(sends(), Map.of("dropReply", true), 1);
            String id = draft();

            assertThatThrownBy(() -> user.send(id)).isInstanceOf(UncheckedIOException.class);
            assertThat(driver.sentBy(user.address())).isEmpty();
        }

        @Test
        void or_after_executing() {
            driver.fault(sends(), Map.of("dropReply", true, "executeAnyway", true), 1);
            String id = draft();

            assertThatThrownBy(() -> user.send(id)).isInstanceOf(UncheckedIOException.class);
            assertThat(driver.sentBy(user.address())).hasSize(1);
        }

        @Test
        void or_in_the_middle_of_the_body() {
            driver.fault(Map.of("method", "GET", "pathRegex", "/me/messages"), Map.of("cutReply", true), 1);

            assertThatThrownBy(() -> user.get("/me/messages")).isInstanceOf(UncheckedIOException.class);
        }
    }

    /** Longer than the slowest machine needs to look; the fault is released as soon as it has. */
    static final int A_MINUTE = 60_000;

    @Nested
    class A_delay {
        @Test
        void is_seen_as_a_hit_while_the_request_hangs_and_nothing_is_executed_yet() throws Exception {
            JsonNode order =
                    driver.fault(sends(), Map.of("delayMs", A_MINUTE), 1).json();
            String id = draft();
            try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
                Future<Reply> hanging = threads.submit(() -> user.send(id));
                until(() -> driver.hits(order) == 1);

                assertThat(driver.sentBy(user.address())).isEmpty();
                driver.release(order);
                assertThat(hanging.get().status()).isEqualTo(202);
            }
        }

        @Test
        void that_was_released_is_over_for_those_to_come_as_well() {
            JsonNode order =
                    driver.fault(sends(), Map.of("delayMs", A_MINUTE), 0).json();
            driver.release(order);

            assertThat(user.send(draft()).status()).isEqualTo(202);
            assertThat(driver.post("/_lab/faults/none/release", Map.of()).status())
                    .isEqualTo(400);
        }

        @Test
        void with_execute_anyway_comes_after_the_execution() throws Exception {
            JsonNode order = driver.fault(sends(), Map.of("delayMs", A_MINUTE, "executeAnyway", true), 1)
                    .json();
            String id = draft();
            try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
                Future<Reply> hanging = threads.submit(() -> user.send(id));
                until(() -> !driver.sentBy(user.address()).isEmpty());

                assertThat(hanging.isDone()).isFalse();
                driver.release(order);
                assertThat(hanging.get().status()).isEqualTo(202);
            }
        }
    }

    @Nested
    class A_chance {
        private List<Integer> struck(long seed) {
            JsonNode order = driver.fault(
                            Map.of("pathRegex", "/me/messages", "probability", 0.3, "seed", seed),
                            Map.of("status", 500),
                            0)
                    .json();
            List<Integer> answers = new ArrayList<>();
            for (int i = 0; i < 40; i++) {
                answers.add(user.get("/me/messages").status());
            }
            driver.delete("/_lab/faults/" + order.path("id").asText());
            return answers;
        }

        @Test
        void strikes_some_and_leaves_some() {
            assertThat(struck(7)).contains(200, 500);
        }

        @Test
        void is_the_same_with_the_same_seed() {
            assertThat(struck(7)).isEqualTo(struck(7)).isNotEqualTo(struck(8));
        }
    }

    @Test
    void a_request_can_be_refused_and_executed_later() {
        JsonNode order = driver.fault(sends(), Map.of("status", 504, "executeAfterMs", A_MINUTE), 1)
                .json();

        assertThat(user.send(draft()).status()).isEqualTo(504);
        assertThat(driver.sentBy(user.address())).isEmpty();
        driver.release(order);
        until(() -> driver.sentBy(user.address()).size() == 1);
    }

    @Test
    void a_request_can_be_executed_twice() {
        driver.fault(Map.of("method", "POST", "pathRegex", "/messages$"), Map.of("executeTimes", 2), 1);
        draft();

        assertThat(user.byKey("key")).hasSize(2);
    }

    @Test
    void a_claims_challenge_looks_like_microsoft_s() {
        driver.fault(
                Map.of("pathRegex", "/me/messages"),
                Map.of("status", 401, "code", "InvalidAuthenticationToken", "claims", "{\"access_token\":{}}"),
                1);

        assertThat(user.get("/me/messages").header("www-authenticate"))
                .contains("error=\"insufficient_claims\"", "claims=\"eyJhY2Nlc3NfdG9rZW4iOnt9fQ==\"");
    }

    @Test
    void the_identity_platform_fails_by_number_for_one_person() {
        driver.fault(
                Map.of("pathRegex", "/token$", "mailbox", user.address()),
                Map.of("status", 400, "code", "AADSTS50076", "suberror", "basic_action", "claims", "{}"),
                1);

        Reply reply = driver.refresh(user.refreshToken());

        assertThat(reply.aadsts()).isEqualTo(50076);
        assertThat(reply.text("/error")).isEqualTo("interaction_required");
        assertThat(reply.text("/suberror")).isEqualTo("basic_action");
        assertThat(reply.text("/claims")).isEqualTo("{}");
        assertThat(driver.refresh(user.refreshToken()).status()).isEqualTo(200);
    }

    @Test
    void an_order_that_makes_no_sense_is_refused_in_one_sentence() {
        assertThat(driver.post("/_lab/faults", Map.of("match", Map.of())).status())
                .isEqualTo(400);
        assertThat(driver.fault(Map.of("pathRegex", "("), Map.of("status", 500), 1)
                        .status())
                .isEqualTo(400);
    }
}
