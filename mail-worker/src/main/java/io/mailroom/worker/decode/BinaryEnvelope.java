package io.mailroom.worker.decode;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.mailroom.worker.record.RawRecord;
import io.mailroom.worker.record.RawRecord.RawHeader;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/** Binary mode: attributes are headers in UTF-8, the data is the value. */
final class BinaryEnvelope extends Envelope {
    private final RawRecord record;

    BinaryEnvelope(RawRecord record) {
        this.record = record;
    }

    /** The same header twice is one if it says the same. */
    @Override
    Optional<String> attribute(String name) throws CommandProblem {
        String header = header(name);
        byte[] found = null;
        for (RawHeader each : record.headers()) {
            byte[] value = each.value();
            if (value == null || value.length == 0 || !each.name().equalsIgnoreCase(header)) {
                continue;
            }
            if (found != null && !Arrays.equals(found, value)) {
                throw invalid(name, "stands there twice, with different values");
            }
            found = value;
        }
        return found == null ? Optional.empty() : Optional.of(text(name, found));
    }

    private String text(String name, byte[] value) throws CommandProblem {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(value))
                    .toString();
        } catch (CharacterCodingException e) {
            throw invalid(name, "must be a text in UTF-8");
        }
    }

    @Override
    JsonNode content() throws CommandProblem {
        byte[] value = record.value();
        if (value == null) {
            return MissingNode.getInstance();
        }
        checkSize(value.length);
        return json(value);
    }

    @Override
    String named(String attribute) {
        return "attribute " + attribute + " (header " + header(attribute) + ")";
    }

    private static String header(String attribute) {
        return attribute.equals(DATA_CONTENT_TYPE) ? "content-type" : "ce_" + attribute;
    }
}
