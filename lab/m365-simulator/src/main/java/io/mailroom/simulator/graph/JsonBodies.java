package io.mailroom.simulator.graph;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mailroom.simulator.conformance.GraphDescription;
import io.mailroom.simulator.conformance.Violation;
import io.mailroom.simulator.exchange.Call;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Set;

/** Request bodies, read as strictly as Graph reads them. */
@ApplicationScoped
class JsonBodies {
    /** Beyond this a JSON request is refused as a whole (facts B9). */
    static final int LARGEST = 4 * 1024 * 1024;

    static final String MESSAGE = "microsoft.graph.message";
    static final String ATTACHMENT = "microsoft.graph.attachment";
    static final String FOLDER = "microsoft.graph.mailFolder";

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private final GraphDescription description = GraphDescription.load();

    /** The body as an object of that type. */
    ObjectNode read(Call call, String type) {
        ObjectNode object = readLoose(call);
        check(type, object);
        return object;
    }

    void check(String type, JsonNode value) {
        List<Violation> violations = description.checkType(type, value);
        if (!violations.isEmpty()) {
            throw GraphRefusal.body(violations.getFirst().what());
        }
    }

    /** A JSON object of no particular type, for actions whose parameters are checked one by one. */
    ObjectNode readLoose(Call call) {
        if (call.body().size() > LARGEST) {
            throw new GraphRefusal(413, "RequestEntityTooLarge", "The request entity is too large.");
        }
        String contentType = call.header("content-type").orElse("");
        if (contentType.startsWith("text/plain")) {
            throw GraphRefusal.notSimulated("A message given as MIME");
        }
        if (!contentType.startsWith("application/json")) {
            throw unreadable();
        }
        try {
            if (JSON.readTree(call.body().bytes()) instanceof ObjectNode object) {
                return object;
            }
            throw unreadable();
        } catch (JsonProcessingException e) {
            throw unreadable();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    ObjectNode readOptional(Call call) {
        return call.body().isEmpty() ? JsonNodeFactory.instance.objectNode() : readLoose(call);
    }

    private static GraphRefusal unreadable() {
        return GraphRefusal.badRequest("Unable to read JSON request payload. Please ensure Content-Type header is set"
                + " and payload is of valid JSON format.");
    }

    Set<String> properties(String type) {
        return description.propertiesOf(type);
    }
}
