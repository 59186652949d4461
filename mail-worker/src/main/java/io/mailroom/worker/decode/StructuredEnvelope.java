package io.mailroom.worker.decode;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.mailroom.model.result.ResultCode;
import io.mailroom.model.wire.MailJson;
import java.io.IOException;
import java.util.Base64;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Structured mode in the JSON format: attributes and data are members of one object, which is the value. */
final class StructuredEnvelope extends Envelope {
    private final JsonNode members;
    private final int bytes;

    private StructuredEnvelope(JsonNode members, int bytes) {
        this.members = members;
        this.bytes = bytes;
    }

    static Envelope read(byte @Nullable [] value) throws CommandProblem {
        if (value == null) {
            throw CommandProblem.malformed("The record has no value.");
        }
        try {
            JsonNode members = MailJson.read(value);
            if (!members.isObject()) {
                throw CommandProblem.malformed("The value is not a JSON object.");
            }
            return new StructuredEnvelope(members, value.length);
        } catch (IOException e) {
            return BrokenEnvelope.read(value);
        }
    }

    @Override
    Optional<String> attribute(String name) throws CommandProblem {
        JsonNode value = present(name);
        if (value.isMissingNode()) {
            return Optional.empty();
        }
        if (!value.isTextual()) {
            throw invalid(name, "must be a text");
        }
        return Optional.of(value.textValue()).filter(text -> !text.isEmpty());
    }

    @Override
    JsonNode content() throws CommandProblem {
        checkSize(bytes);
        JsonNode data = present("data");
        JsonNode base64 = present("data_base64");
        if (base64.isMissingNode()) {
            return data;
        }
        if (!data.isMissingNode()) {
            throw new CommandProblem(
                    ResultCode.INVALID_FIELD, null, "The envelope has data and data_base64, which exclude each other.");
        }
        try {
            return json(Base64.getDecoder().decode(base64.isTextual() ? base64.textValue() : "?"));
        } catch (IllegalArgumentException e) {
            throw new CommandProblem(
                    ResultCode.INVALID_FIELD, null, "The member data_base64 must be base64 (RFC 4648 section 4).");
        }
    }

    /** Null is as absent (JSON event format 1.0.2, section 2.2). */
    private JsonNode present(String member) {
        JsonNode value = members.path(member);
        return value.isNull() ? MissingNode.getInstance() : value;
    }

    @Override
    String named(String attribute) {
        return "attribute " + attribute;
    }
}
