package io.mailroom.simulator.graph;

import static io.mailroom.simulator.testing.Driver.until;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.mailroom.simulator.testing.DrivenTest;
import io.mailroom.simulator.testing.Reply;
import io.mailroom.simulator.testing.User;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class ThrottleTest extends DrivenTest {
    User user;

    @BeforeEach
    void open() {
        user = driver.user();
    }

    @Test
    void a_fifth_call_at_once_for_one_app_and_mailbox_is_refused() throws Exception {
        User other = driver.user();
        JsonNode slow = driver.fault(Map.of("pathRegex", "/me/messages"), Map.of("delayMs", 60_000), 0)
                .json();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Reply>> calls = atOnce(threads, user, 6);
            until(() -> calls.stream().filter(Future::isDone).count() == 2);
            List<Future<Reply>> others = atOnce(threads, other, 4);
            until(() -> driver.hits(slow) == 10);
            driver.release(slow);

            List<Reply> replies = calls.stream().map(ThrottleTest::reply).toList();
            assertThat(replies.stream().filter(reply -> reply.status() == 200)).hasSize(4);
            assertThat(replies.stream().filter(reply -> reply.status() == 429))
                    .hasSize(2)
                    .allSatisfy(reply -> {
                        assertThat(reply.code()).isEqualTo("ApplicationThrottled");
                        assertThat(reply.header("retry-after")).isEqualTo("1");
                        assertThat(reply.header("ratelimit-exceeded")).isEqualTo("MailboxConcurrency");
                    });
            assertThat(others.stream().map(ThrottleTest::reply)).allMatch(reply -> reply.status() == 200);
        }
    }

    private static List<Future<Reply>> atOnce(ExecutorService threads, User user, int times) {
        return IntStream.range(0, times)
                .mapToObj(_ -> threads.submit(() -> user.get("/me/messages")))
                .toList();
    }

    private static Reply reply(Future<Reply> call) {
        try {
            return call.get();
        } catch (ExecutionException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void the_budget_of_ten_minutes_is_counted_and_comes_back() {
        driver.settings(Map.of("maxRequestsPer10Minutes", 3));
        for (int i = 0; i < 3; i++) {
            assertThat(user.get("/me/messages").status()).isEqualTo(200);
        }

        assertThat(user.get("/me/messages").status()).isEqualTo(429);
        driver.advance(601);
        assertThat(user.get("/me/messages").status()).isEqualTo(200);
    }
}
