package io.mailroom.simulator.conformance;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * What the check needs of an exchange.
 *
 * @param path from the version on, as sent: {@code /v1.0/me/messages}
 * @param query raw, without the question mark
 */
public record Exchange(
        String method,
        String path,
        String query,
        String requestContentType,
        String requestBody,
        int status,
        String contentType,
        String responseBody) {

    /** From a line of the simulator's {@code /_lab/requests}. */
    public static Exchange fromLine(JsonNode line) {
        return new Exchange(
                line.path("method").asText(),
                line.path("path").asText(),
                line.path("query").asText(""),
                line.path("headers").path("content-type").asText(""),
                line.path("body").asText(""),
                line.path("status").asInt(),
                line.path("responseHeaders").path("content-type").asText(""),
                line.path("responseBody").asText(""));
    }
}
