package io.mailroom.bench.lease;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LoadTest {
    private final AtomicInteger asked = new AtomicInteger();
    private HttpServer server;
    private volatile int failAt = Integer.MAX_VALUE;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        server.createContext("/", exchange -> {
            try (exchange) {
                exchange.getRequestBody().readAllBytes();
                exchange.sendResponseHeaders(asked.incrementAndGet() == failAt ? 500 : 200, -1);
            }
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private Figures run() {
        String url = "http://127.0.0.1:" + server.getAddress().getPort() + "/rows/<id>";
        try (var load = new Load(4)) {
            return load.run(
                    new Target("sample", "POST", url, Map.of(), "{}", List.of("a", "b")), Duration.ofMillis(300));
        }
    }

    @Test
    void every_answer_is_counted() {
        Figures figures = run();

        assertThat(figures.answers()).isPositive().isEqualTo(asked.get());
        assertThat(figures.seconds()).isGreaterThanOrEqualTo(0.3);
        assertThat(figures.p50()).isPositive().isLessThanOrEqualTo(figures.p99());
    }

    @Test
    void one_failed_answer_makes_the_whole_run_worthless() {
        failAt = 7;

        assertThatThrownBy(this::run).hasMessage("sample: 1 requests failed");
    }
}
