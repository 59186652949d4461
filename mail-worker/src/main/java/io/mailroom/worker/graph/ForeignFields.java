package io.mailroom.worker.graph;

import com.fasterxml.jackson.databind.JsonNode;
import io.mailroom.model.command.Limits;
import io.mailroom.model.id.ForeignText;
import org.jspecify.annotations.Nullable;

/** Fields of Graph's JSON as they may go on. */
final class ForeignFields {
    private ForeignFields() {}

    /** The text of a field, if it is one. */
    static @Nullable String line(JsonNode field, int longest) {
        return field.isTextual() ? ForeignText.line(field.textValue(), longest) : null;
    }

    /** An id that can be said again to the letter, or none. */
    static @Nullable String id(JsonNode field) {
        return field.isTextual() && ForeignText.faithful(field.textValue(), Limits.GRAPH_ID) ? field.textValue() : null;
    }
}
