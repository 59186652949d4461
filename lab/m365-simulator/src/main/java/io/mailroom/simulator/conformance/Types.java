package io.mailroom.simulator.conformance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** The types of the description, with what they inherit put together. */
final class Types {
    private static final String REFERENCE = "#/components/schemas/";

    private final JsonNode schemas;

    Types(JsonNode schemas) {
        this.schemas = schemas;
    }

    Optional<JsonNode> named(String name) {
        return Optional.of(schemas.path(name)).filter(JsonNode::isObject);
    }

    /** The schema itself, whether it stands here or is only referred to. */
    JsonNode resolve(JsonNode schema) {
        if (schema.has("$ref")) {
            return schemas.path(reference(schema));
        }
        JsonNode all = schema.path("allOf");
        return all.size() == 1 && !schema.has("properties") ? resolve(all.path(0)) : schema;
    }

    /** The type a schema refers to, or nothing for a schema without a name. */
    Optional<String> nameOf(JsonNode schema) {
        if (schema.has("$ref")) {
            return Optional.of(reference(schema));
        }
        JsonNode all = schema.path("allOf");
        return all.size() == 1 ? nameOf(all.path(0)) : Optional.empty();
    }

    /** A schema that refers to a type by name. */
    static JsonNode reference(String name) {
        return JsonNodeFactory.instance.objectNode().put("$ref", REFERENCE + name);
    }

    private static String reference(JsonNode schema) {
        return schema.path("$ref").asText().substring(REFERENCE.length());
    }

    /** Every property of a type, inherited ones too. */
    Map<String, JsonNode> properties(JsonNode schema) {
        Map<String, JsonNode> properties = new LinkedHashMap<>();
        JsonNode resolved = resolve(schema);
        resolved.path("allOf").forEach(part -> properties.putAll(properties(part)));
        resolved.path("properties").properties().forEach(p -> properties.put(p.getKey(), p.getValue()));
        return properties;
    }

    /** Properties that may never be null. */
    Set<String> notNullable(JsonNode schema) {
        Set<String> names = new TreeSet<>();
        JsonNode resolved = resolve(schema);
        resolved.path("allOf").forEach(part -> names.addAll(notNullable(part)));
        resolved.path("x-not-nullable").forEach(name -> names.add(name.asText()));
        return names;
    }

    boolean isOrDerives(String type, String ancestor) {
        String current = type;
        while (!current.isEmpty()) {
            if (current.equals(ancestor)) {
                return true;
            }
            current = schemas.path(current).path("x-base").asText("");
        }
        return false;
    }
}
