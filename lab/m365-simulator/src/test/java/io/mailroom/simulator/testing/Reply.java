package io.mailroom.simulator.testing;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.net.http.HttpResponse;

/** An answer as a test looks at it. */
public record Reply(int status, HttpResponse<String> http) {
    private static final JsonMapper JSON = new JsonMapper();

    public String body() {
        return http.body();
    }

    public JsonNode json() {
        try {
            return JSON.readTree(http.body());
        } catch (JsonProcessingException e) {
            throw new AssertionError("not JSON: " + http.body(), e);
        }
    }

    /** What stands at that place in the JSON; empty if there is nothing. */
    public String text(String pointer) {
        return json().at(pointer).asText();
    }

    public boolean flag(String pointer) {
        return json().at(pointer).asBoolean();
    }

    public String header(String name) {
        return http.headers().firstValue(name).orElse("");
    }

    /** Graph's error code. */
    public String code() {
        return json().path("error").path("code").asText("");
    }

    /** Entra's error number. */
    public int aadsts() {
        return json().path("error_codes").path(0).asInt();
    }
}
