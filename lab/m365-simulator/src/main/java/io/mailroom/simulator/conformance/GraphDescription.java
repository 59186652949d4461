package io.mailroom.simulator.conformance;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.mailroom.m365.entra.Parameters;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Microsoft's description of the mail API (derived from the CSDL of Graph v1.0): checks requests and answers against
 * it. Stricter than the CSDL in one point: message is an open type there, yet Graph refuses unknown properties.
 */
public final class GraphDescription {
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private final PathTemplates paths;
    private final Types types;

    private GraphDescription(JsonNode description) {
        this.paths = new PathTemplates(description.path("paths"));
        this.types = new Types(description.path("components").path("schemas"));
    }

    public static GraphDescription load() {
        try (InputStream in = GraphDescription.class.getResourceAsStream("graph-mail.json")) {
            return new GraphDescription(JSON.readTree(Objects.requireNonNull(in)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What is wrong with an exchange; empty if it fits. A refused request (4xx, 5xx) is checked as far as its path. */
    public List<Violation> check(Exchange exchange) {
        Optional<JsonNode> operation = paths.find(exchange.path())
                .map(path -> path.path(lower(exchange.method())))
                .filter(JsonNode::isObject);
        if (operation.isEmpty()) {
            return List.of(new Violation("path", exchange.method() + " " + exchange.path() + " is not described"));
        }
        List<Violation> violations = new ArrayList<>(query(operation.get(), exchange));
        violations.addAll(request(operation.get(), exchange));
        violations.addAll(response(operation.get(), exchange));
        return violations;
    }

    /** A value against a type by name, say {@code microsoft.graph.message}. */
    public List<Violation> checkType(String type, JsonNode value) {
        SchemaCheck check = new SchemaCheck(types, "request");
        check.check(Types.reference(type), value, "");
        return check.violations();
    }

    /** The names of all properties of a type. */
    public Set<String> propertiesOf(String type) {
        return types.named(type).map(types::properties).map(Map::keySet).orElse(Set.of());
    }

    private static String lower(String method) {
        return method.toLowerCase(Locale.ROOT);
    }

    private static List<Violation> query(JsonNode operation, Exchange exchange) {
        Set<String> known = new TreeSet<>();
        operation.path("x-query").forEach(name -> known.add(name.asText()));
        return Parameters.parse(exchange.query()).names().stream()
                .filter(name -> !known.contains(name))
                .map(name -> new Violation("query", name + " is not an option of this operation"))
                .toList();
    }

    private List<Violation> request(JsonNode operation, Exchange exchange) {
        JsonNode body = operation.path("requestBody");
        if (exchange.requestBody().isEmpty()) {
            return body.path("required").asBoolean()
                    ? List.of(new Violation("request", "a body is required"))
                    : List.of();
        }
        if (body.isMissingNode()) {
            return List.of(new Violation("request", "no body is described"));
        }
        JsonNode content = body.path("content");
        boolean mime =
                content.has("text/plain") && exchange.requestContentType().startsWith("text/plain");
        return mime
                ? List.of()
                : json("request", content.path("application/json").path("schema"), exchange.requestBody());
    }

    private List<Violation> response(JsonNode operation, Exchange exchange) {
        if (exchange.status() >= 400) {
            return refusal(exchange.responseBody());
        }
        JsonNode responses = operation.path("responses");
        String status = Integer.toString(exchange.status());
        JsonNode described = responses.has(status) ? responses.path(status) : responses.path(status.charAt(0) + "XX");
        if (described.isMissingNode()) {
            return List.of(new Violation("response", "status " + status + " is not described"));
        }
        JsonNode schema = described.path("content").path("application/json").path("schema");
        if (schema.isMissingNode()) {
            boolean raw = described.has("content")
                    || exchange.responseBody().isEmpty()
                    || !exchange.contentType().contains("json");
            return raw ? List.of() : List.of(new Violation("response", "no body is described"));
        }
        return json("response", schema, exchange.responseBody());
    }

    /** The body of every refusal is an error with code and message (facts D1). */
    private static List<Violation> refusal(String body) {
        try {
            JsonNode error = JSON.readTree(body).path("error");
            boolean fits =
                    error.path("code").isTextual() && error.path("message").isTextual();
            return fits ? List.of() : List.of(new Violation("response", "an error needs code and message"));
        } catch (JsonProcessingException e) {
            return List.of(new Violation("response", "the error is not JSON"));
        }
    }

    private List<Violation> json(String where, JsonNode schema, String text) {
        try {
            SchemaCheck check = new SchemaCheck(types, where);
            check.check(schema, JSON.readTree(text), "");
            return check.violations();
        } catch (JsonProcessingException e) {
            return List.of(new Violation(where, "not JSON"));
        }
    }
}
