package io.mailroom.simulator.exchange;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What is sent back.
 *
 * @param secrets credentials that stand in the headers or the body; the record of exchanges shortens them
 */
public record Answer(int status, Map<String, String> headers, Body body, List<String> secrets) {

    public static Answer empty(int status) {
        return new Answer(status, Map.of(), Body.EMPTY, List.of());
    }

    public static Answer json(int status, JsonNode json) {
        return of(status, "application/json", Body.of(json.toString()));
    }

    public static Answer html(int status, String html) {
        return of(status, "text/html; charset=utf-8", Body.of(html));
    }

    public static Answer of(int status, String contentType, Body body) {
        return new Answer(status, Map.of("Content-Type", contentType), body, List.of());
    }

    public static Answer redirect(String location) {
        return empty(302).with("Location", location);
    }

    public Answer with(String header, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(header, value);
        return new Answer(status, Collections.unmodifiableMap(more), body, secrets);
    }

    public Answer withSecrets(List<String> values) {
        return new Answer(status, headers, body, List.copyOf(values));
    }
}
