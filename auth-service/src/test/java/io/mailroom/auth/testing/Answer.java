package io.mailroom.auth.testing;

import com.sun.net.httpserver.HttpExchange;
import io.mailroom.m365.entra.AadError;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * What a test has the platform answer.
 *
 * @param status 0 closes the connection without an answer
 */
public record Answer(int status, String body, @Nullable String retryAfter) {
    public static Answer error(int status, String error, int aadsts) {
        return new Answer(
                status,
                "{\"error\":\"" + error + "\",\"error_description\":\"AADSTS" + aadsts
                        + ": said by the test\\r\\nTrace ID: x\",\"error_codes\":[" + aadsts + "]}",
                null);
    }

    static Answer refused(AadError error) {
        return error(error.status(), error.oauthError(), error.number());
    }

    public static Answer silence() {
        return new Answer(0, "", null);
    }

    public Answer retryAfter(String value) {
        return new Answer(status, body, value);
    }

    static Answer ok(String body) {
        return new Answer(200, body, null);
    }

    void send(HttpExchange exchange) throws IOException {
        if (status == 0) {
            exchange.close();
            return;
        }
        if (retryAfter != null) {
            exchange.getResponseHeaders().add("Retry-After", retryAfter);
        }
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().add("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
    }
}
