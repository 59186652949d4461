package io.mailroom.simulator.conformance;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.List;

/** The body of every refusal: an error with code and message (facts D1). */
final class ErrorShape {
    private static final JsonMapper JSON = new JsonMapper();

    private ErrorShape() {}

    static List<Violation> check(String body) {
        try {
            JsonNode error = JSON.readTree(body).path("error");
            boolean fits =
                    error.path("code").isTextual() && error.path("message").isTextual();
            return fits ? List.of() : List.of(new Violation("response", "an error needs code and message"));
        } catch (JsonProcessingException e) {
            return List.of(new Violation("response", "the error is not JSON"));
        }
    }
}
