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
 *
 * @param code one line, empty if there is none
 * @param sentence one line, empty if there is none
 */
record ErrorBody(String code, String sentence) {
    static final ErrorBody NONE = new ErrorBody("", "");

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int DEEPEST = 8;

    static ErrorBody of(byte[] body) {
        if (body.length == 0) {
            return NONE;
        }
        try {
            JsonNode error = JSON.readTree(body).path("error");
            if (error.isTextual()) { // OAuth's shape, from a gateway in front of Graph
                return new ErrorBody(ForeignText.line(error.asText(), Limits.GRAPH_CODE), "");
            }
            String sentence = error.path("message").asText("");
            return new ErrorBody(code(error), ForeignText.line(sentence, Limits.GRAPH_SENTENCE));
        } catch (IOException notJson) {
            return NONE;
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
