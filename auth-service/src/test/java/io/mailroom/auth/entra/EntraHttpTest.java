package io.mailroom.auth.entra;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class EntraHttpTest {
    private final AtomicInteger calls = new AtomicInteger();
    private final CountDownLatch over = new CountDownLatch(1);
    private HttpServer server;
    private EntraHttp http;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress("localhost", 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.start();
        http = new EntraHttp(config("PT1S"), Clock.systemUTC());
    }

    @AfterEach
    void stop() {
        over.countDown();
        http.close();
        server.stop(0);
    }

    private static EntraConfig config(String deadline) {
        return new SmallRyeConfigBuilder()
                .addDiscoveredConverters()
                .withMapping(EntraConfig.class)
                .withSources(new PropertiesConfigSource(
                        Map.of("mailroom.entra.client-id", "x", "mailroom.entra.deadline", deadline), "test", 100))
                .build()
                .getConfigMapping(EntraConfig.class);
    }

    private HttpReply post(HttpHandler handler) {
        server.createContext("/", exchange -> {
            calls.incrementAndGet();
            handler.handle(exchange);
        });
        return http.post(
                URI.create("http://localhost:" + server.getAddress().getPort() + "/token"),
                new Form().add("client_secret", "s"));
    }

    private static void send(HttpExchange exchange, int bytes) throws IOException {
        exchange.sendResponseHeaders(200, bytes);
        exchange.getResponseBody().write(new byte[bytes]);
        exchange.close();
    }

    @Nested
    class An_answer {
        @Test
        void of_256_kilobytes_is_taken_and_a_larger_one_is_as_good_as_none() {
            assertThat(post(exchange -> send(exchange, 256 * 1024))).isInstanceOf(HttpReply.Received.class);
            server.removeContext("/");

            assertThat(post(exchange -> send(exchange, 256 * 1024 + 1))).isInstanceOf(HttpReply.NoResponse.class);
        }

        @Test
        void that_never_ends_is_given_up_at_the_deadline_though_its_headers_came_at_once() {
            HttpReply reply = post(exchange -> {
                exchange.sendResponseHeaders(200, 100);
                exchange.getResponseBody().write(1);
                exchange.getResponseBody().flush();
                awaitEnd();
            });

            assertThat(reply).isEqualTo(new HttpReply.NoResponse("no answer within PT1S"));
        }

        @Test
        void says_how_long_to_wait() {
            HttpReply reply = post(exchange -> {
                exchange.getResponseHeaders().add("Retry-After", "31");
                exchange.getResponseHeaders().add("Retry-After", "120");
                send(exchange, 1);
            });

            assertThat(((HttpReply.Received) reply).retryAfter()).isEqualTo(Duration.ofSeconds(120));
        }

        private void awaitEnd() {
            try {
                over.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    @Nested
    class A_request {
        @Test
        void follows_no_redirect_which_would_carry_the_secret_elsewhere() {
            HttpReply reply = post(exchange -> {
                exchange.getResponseHeaders().add("Location", "/elsewhere");
                exchange.sendResponseHeaders(307, -1);
                exchange.close();
            });

            assertThat(((HttpReply.Received) reply).status()).isEqualTo(307);
            assertThat(calls).hasValue(1);
        }

        @Test
        void is_sent_once_though_the_connection_breaks() {
            HttpReply reply = post(HttpExchange::close);

            assertThat(reply).isInstanceOf(HttpReply.NoResponse.class);
            assertThat(calls).hasValue(1);
        }
    }
}
