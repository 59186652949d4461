package io.mailroom.simulator.graph;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;

/** The parameters of an action, whose names Graph takes in any case. */
final class ActionParameters {
    private ActionParameters() {}

    static Optional<JsonNode> find(ObjectNode body, String name) {
        return body.properties().stream()
                .filter(property -> property.getKey().equalsIgnoreCase(name))
                .map(Map.Entry::getValue)
                .filter(value -> !value.isNull())
                .findFirst();
    }

    static void checkNames(ObjectNode body, String... known) {
        body.fieldNames().forEachRemaining(name -> {
            if (Arrays.stream(known).noneMatch(name::equalsIgnoreCase)) {
                throw GraphRefusal.body("The parameter '" + name + "' in the request payload is not a valid parameter"
                        + " for the operation.");
            }
        });
    }

    static String text(ObjectNode body, String name) {
        checkNames(body, name);
        return find(body, name)
                .filter(JsonNode::isTextual)
                .map(JsonNode::asText)
                .orElseThrow(() -> GraphRefusal.body("The parameter '" + name + "' is required and must be a string."));
    }
}
