package io.mailroom.simulator.graph;

import static org.assertj.core.api.Assertions.assertThat;

import io.mailroom.simulator.testing.Driver;
import io.mailroom.simulator.testing.Reply;
import io.mailroom.simulator.testing.User;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URL;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class ThrottleTest {
    @TestHTTPResource
    URL url;

    Driver driver;
    User user;

    @BeforeEach
    void open() {
        driver = new Driver(url.toString());
        user = driver.user();
    }

    @AfterEach
    void calm() {
        driver.calm();
    }

    @Test
    void a_fifth_call_at_once_for_one_app_and_mailbox_is_refused() throws Exception {
        driver.settings(Map.of("latencyMs", 700));
        User other = driver.user();

        List<Reply> replies = atOnce(user, 6);
        List<Reply> others = atOnce(other, 4);

        assertThat(replies.stream().filter(reply -> reply.status() == 200)).hasSize(4);
        assertThat(replies.stream().filter(reply -> reply.status() == 429))
                .hasSize(2)
                .allSatisfy(reply -> {
                    assertThat(reply.code()).isEqualTo("ApplicationThrottled");
                    assertThat(reply.header("retry-after")).isEqualTo("1");
                    assertThat(reply.header("ratelimit-exceeded")).isEqualTo("MailboxConcurrency");
                });
        assertThat(others).allMatch(reply -> reply.status() == 200);
    }

    private static List<Reply> atOnce(User user, int times) throws ExecutionException, InterruptedException {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Reply>> calls = IntStream.range(0, times)
                    .mapToObj(_ -> threads.submit(() -> user.get("/me/messages")))
                    .toList();
            List<Reply> replies = new ArrayList<>();
            for (Future<Reply> call : calls) {
                replies.add(call.get());
            }
            return replies;
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
