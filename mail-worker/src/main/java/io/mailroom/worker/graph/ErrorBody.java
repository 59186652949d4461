package io.mailroom.worker.graph;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.mailroom.model.command.Limits;
import io.mailroom.model.id.ForeignText;
import java.io.IOException;
import java.util.Locale;

/**
 * What an answer says against a call. Graph's shape is {@code {"error":{"code","message","innerError":{...}}}}; the
 * inner error may be spelled otherwise, nested deeper or absent, and proxies answer HTML or nothing.
 */
final class ErrorBody {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int DEEPEST = 8;

    private ErrorBody() {}

    /** @return one line, empty if there is none */
    static String code(byte[] body) {
        try {
            JsonNode error = JSON.readTree(body).path("error");
            // A text is OAuth's shape, from a gateway in front of Graph.
            return error.isTextual() ? ForeignText.line(error.asText(), Limits.GRAPH_CODE) : code(error);
        } catch (IOException notJson) {
            return "";
        }
    }

    /** The outermost code, unless a deeper one is Exchange's own ({@code Error...}), which says more. */
    private static String code(JsonNode error) {
        String outermost = "";
        JsonNode level = error;
        for (int depth = 0; depth < DEEPEST && level.isObject(); depth++) {
            String code = ForeignText.line(level.path("code").asText(""), Limits.GRAPH_CODE);
            if (code.startsWith("Error")) {
                return code;
            }
            outermost = outermost.isEmpty() ? code : outermost;
            level = inner(level);
        }
        return outermost;
    }

    private static JsonNode inner(JsonNode level) {
        for (var field : level.properties()) {
            if (field.getKey().toLowerCase(Locale.ROOT).equals("innererror")) {
                return field.getValue();
            }
        }
        return MissingNode.getInstance();
    }
}
