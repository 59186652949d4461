package io.mailroom.stack.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import io.mailroom.stack.StackFailure;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class HttpTest {
    private static final String NOBODY = "http://127.0.0.1:1/";

    @Test
    void a_redirect_is_an_answer_like_others() throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        server.createContext("/", exchange -> {
            try (exchange) {
                exchange.getResponseHeaders().add("Location", NOBODY);
                exchange.sendResponseHeaders(302, -1);
            }
        });
        server.start();
        try {
            String url = "http://127.0.0.1:" + server.getAddress().getPort() + "/";

            assertThat(Http.send("it", HttpRequest.newBuilder(URI.create(url))).statusCode())
                    .isEqualTo(302);
            assertThat(Http.get(url, Duration.ofMinutes(1)).map(HttpResponse::statusCode))
                    .contains(302);
        } finally {
            server.stop(0);
        }
    }

    @Test
    void who_does_not_answer_is_named_or_has_no_page() {
        assertThatThrownBy(() -> Http.send("The part", HttpRequest.newBuilder(URI.create(NOBODY))))
                .isInstanceOf(StackFailure.class)
                .hasMessage("The part does not answer. Run ./mailroom up.");
        assertThat(Http.get(NOBODY, Duration.ofMinutes(1))).isEmpty();
    }
}
