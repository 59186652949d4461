package io.mailroom.worker.graph;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.mailroom.model.command.Limits;
import io.mailroom.model.id.ForeignText;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/**
 * Answers as JSON, whatever their content type says: a byte order mark and UTF-16 are understood, one field that is not as
 * Microsoft documents it costs that field alone. The SDK's models throw for the whole answer instead.
 */
final class AnswerJson {
    private static final int DEEPEST = 100;
    private static final JsonMapper JSON = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(DEEPEST)
                            .build())
                    .build())
            .build();

    private AnswerJson() {}

    /** @throws UnreadableAnswer if it is not one JSON object */
    static JsonNode object(byte[] body) {
        JsonNode read;
        try {
            read = JSON.readTree(body);
        } catch (IOException notJson) {
            throw new UnreadableAnswer();
        }
        if (read == null || !read.isObject()) {
            throw new UnreadableAnswer();
        }
        return read;
    }

    /** @throws UnreadableAnswer if it is none that can be said again */
    static String neededId(JsonNode item) {
        String id = id(item.path("id"));
        if (id == null) {
            throw new UnreadableAnswer();
        }
        return id;
    }

    /** The text of a field, if it is one. */
    static @Nullable String line(JsonNode field, int longest) {
        return field.isTextual() ? ForeignText.line(field.textValue(), longest) : null;
    }

    /** An id that can be said again to the letter, or none. */
    static @Nullable String id(JsonNode field) {
        return field.isTextual() && ForeignText.faithful(field.textValue(), Limits.GRAPH_ID) ? field.textValue() : null;
    }

    static @Nullable Boolean flag(JsonNode field) {
        return field.isBoolean() ? (Boolean) field.booleanValue() : null;
    }

    /** Of the years that four digits can say. */
    static @Nullable Instant time(JsonNode field) {
        if (!field.isTextual()) {
            return null;
        }
        try {
            Instant time = OffsetDateTime.parse(field.textValue()).toInstant();
            int year = time.atOffset(ZoneOffset.UTC).getYear();
            return year >= 0 && year <= 9999 ? time : null;
        } catch (DateTimeException noTime) {
            return null;
        }
    }
}
