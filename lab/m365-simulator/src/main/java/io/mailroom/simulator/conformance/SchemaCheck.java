package io.mailroom.simulator.conformance;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Holds a JSON value against a type: names, kinds, enumerations, nulls. Finds everything, not only the first. */
final class SchemaCheck {
    private final Types types;
    private final String where;
    private final List<Violation> violations = new ArrayList<>();

    SchemaCheck(Types types, String where) {
        this.types = types;
        this.where = where;
    }

    List<Violation> violations() {
        return violations;
    }

    private void bad(String pointer, String what) {
        violations.add(new Violation(pointer.isEmpty() ? where : where + " " + pointer, what));
    }

    void check(JsonNode schema, JsonNode value, String pointer) {
        JsonNode resolved = types.resolve(schema);
        if (value.isNull()) {
            if (!schema.path("nullable").asBoolean() && !schema.has("x-edm") && !pointer.isEmpty()) {
                bad(pointer, "null is not allowed");
            }
        } else if (resolved.has("enum")) {
            enumeration(resolved, value, pointer);
        } else if (resolved.path("type").asText("object").equals("object")) {
            object(schema, value, pointer);
        } else {
            scalarOrArray(resolved, value, pointer);
        }
    }

    private void enumeration(JsonNode schema, JsonNode value, String pointer) {
        boolean known = false;
        for (JsonNode member : schema.path("enum")) {
            known |= value.isTextual() && member.asText().equalsIgnoreCase(value.asText());
        }
        if (!known) {
            bad(pointer, "Cannot convert the literal '" + value.asText() + "' to an enumeration value");
        }
    }

    private void scalarOrArray(JsonNode schema, JsonNode value, String pointer) {
        switch (schema.path("type").asText()) {
            case "array" -> array(schema, value, pointer);
            case "boolean" -> expect(value.isBoolean(), value, "Edm.Boolean", pointer);
            case "integer" -> expect(value.isIntegralNumber(), value, "Edm.Int32", pointer);
            case "number" -> expect(value.isNumber(), value, "Edm.Double", pointer);
            default -> text(schema, value, pointer);
        }
    }

    private void text(JsonNode schema, JsonNode value, String pointer) {
        expect(value.isTextual(), value, "Edm.String", pointer);
        if (!value.isTextual()) {
            return;
        }
        switch (schema.path("format").asText("")) {
            case "date-time" -> expect(isMoment(value.asText()), value, "Edm.DateTimeOffset", pointer);
            case "base64url", "byte" -> expect(isBase64(value.asText()), value, "Edm.Binary", pointer);
            default -> {}
        }
    }

    private static boolean isMoment(String text) {
        try {
            OffsetDateTime.parse(text);
            return true;
        } catch (DateTimeParseException e) {
            return false;
        }
    }

    private static boolean isBase64(String text) {
        return text.matches("[A-Za-z0-9+/_-]*={0,2}")
                && (text.endsWith("=") ? text.length() % 4 == 0 : text.length() % 4 != 1);
    }

    private void expect(boolean fits, JsonNode value, String type, String pointer) {
        if (!fits) {
            bad(pointer, "Cannot convert the literal '" + shown(value) + "' to the expected type '" + type + "'");
        }
    }

    private static String shown(JsonNode value) {
        String text = value.isValueNode() ? value.asText() : value.getNodeType().name();
        return text.length() <= 60 ? text : text.substring(0, 60) + "...";
    }

    private void array(JsonNode schema, JsonNode value, String pointer) {
        if (!value.isArray()) {
            bad(pointer, "a collection is expected");
            return;
        }
        for (int i = 0; i < value.size(); i++) {
            check(schema.path("items"), value.path(i), pointer + "/" + i);
        }
    }

    private void object(JsonNode schema, JsonNode value, String pointer) {
        JsonNode resolved = types.resolve(schema);
        if (resolved.path("x-opaque").asBoolean() || resolved.has("x-edm")) {
            return;
        }
        if (!value.isObject()) {
            bad(pointer, "Cannot convert the literal '" + shown(value) + "' to the expected type");
            return;
        }
        JsonNode actual = actualType(schema, value, pointer);
        Map<String, JsonNode> properties = types.properties(actual);
        Set<String> notNullable = types.notNullable(actual);
        boolean anyCase = resolved.path("x-case-insensitive").asBoolean();
        required(resolved, value, pointer);
        value.properties().forEach(property -> {
            String name = property.getKey();
            String at = pointer + "/" + name;
            JsonNode type = property(properties, name, anyCase);
            if (name.contains("@") || type == null) {
                annotationOrUnknown(name, value, resolved, at);
            } else if (property.getValue().isNull() && notNullable.contains(name)) {
                bad(at, "null is not allowed");
            } else {
                member(type, property.getValue(), at);
            }
        });
    }

    private static @Nullable JsonNode property(Map<String, JsonNode> properties, String name, boolean anyCase) {
        JsonNode exact = properties.get(name);
        if (exact != null || !anyCase) {
            return exact;
        }
        return properties.entrySet().stream()
                .filter(entry -> entry.getKey().equalsIgnoreCase(name))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse(null);
    }

    private void required(JsonNode type, JsonNode value, String pointer) {
        for (JsonNode name : type.path("x-required")) {
            boolean given = value.properties().stream()
                    .anyMatch(property -> property.getKey().equalsIgnoreCase(name.asText()));
            if (!given) {
                bad(pointer, "'" + name.asText() + "' is required");
            }
        }
    }

    /** A property without a written nullable may be null only if it is not among the type's never-null ones. */
    private void member(JsonNode type, JsonNode value, String at) {
        if (!(value.isNull()
                && !type.path("nullable").isMissingNode()
                && type.path("nullable").asBoolean())) {
            check(type, value, at);
        }
    }

    private void annotationOrUnknown(String name, JsonNode value, JsonNode type, String at) {
        int sign = name.indexOf('@');
        if (sign < 0) {
            bad(
                    at,
                    "The property '" + name + "' does not exist on type '" + typeName(value, type)
                            + "'. Make sure to only use property names that are defined by the type.");
        } else if (!name.substring(sign).startsWith("@odata.")
                && !name.equals("@removed")
                && !name.equals("@microsoft.graph.tips")) {
            bad(at, "unknown annotation");
        }
    }

    private static String typeName(JsonNode value, JsonNode type) {
        String given = value.path("@odata.type").asText("");
        return given.isEmpty() ? "microsoft.graph." + type.path("title").asText(lastTitle(type)) : given.substring(1);
    }

    private static String lastTitle(JsonNode type) {
        JsonNode all = type.path("allOf");
        return all.isEmpty() ? "entity" : all.path(all.size() - 1).path("title").asText("entity");
    }

    /** What {@code @odata.type} says, if it is the declared type or derives from it. */
    private JsonNode actualType(JsonNode schema, JsonNode value, String pointer) {
        String given = value.path("@odata.type").asText("");
        Optional<String> declared = types.nameOf(schema);
        if (given.isEmpty() || declared.isEmpty()) {
            return schema;
        }
        String name = given.startsWith("#") ? given.substring(1) : given;
        Optional<JsonNode> type = types.named(name);
        if (type.isEmpty() || !types.isOrDerives(name, declared.get())) {
            bad(pointer + "/@odata.type", "A type named '" + name + "' could not be resolved here");
            return schema;
        }
        return type.get();
    }
}
