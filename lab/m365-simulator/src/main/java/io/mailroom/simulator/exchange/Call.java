package io.mailroom.simulator.exchange;

import io.mailroom.m365.entra.Parameters;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A request as it arrived.
 *
 * @param path the path as sent, not decoded
 * @param query the raw query without the question mark, empty if there was none
 * @param headers by lower-case name; repeated headers joined by a comma
 * @param baseUrl where the simulator says it lives, without a slash at the end
 */
public record Call(
        String method,
        String path,
        String query,
        Map<String, String> headers,
        Body body,
        String baseUrl,
        Instant arrivedAt,
        String requestId) {

    public Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name.toLowerCase(Locale.ROOT)));
    }

    public Parameters queryParameters() {
        return Parameters.parse(query);
    }

    /** The form in the body; empty for any other content. */
    public Parameters form() {
        boolean isForm = header("content-type").orElse("").startsWith("application/x-www-form-urlencoded");
        return isForm ? Parameters.parse(body.text()) : Parameters.NONE;
    }
}
