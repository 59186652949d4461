package io.mailroom.model.wire;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** How JSON is read and written everywhere in the contract: strict in, and out with what is absent left out. */
public final class MailJson {
    /** No event of the contract is deeper than 6; a parser's stack must not be a client's to spend. */
    private static final int DEEPEST = 32;

    /** What Java decodes to where bytes are no UTF-8. */
    private static final char MENDED = '\uFFFD';

    /** The byte order mark that some writers put before UTF-8. */
    private static final byte[] MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

    private static final JsonMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(DEEPEST)
                            .maxNumberLength(100)
                            .maxNameLength(1_000)
                            .build())
                    .build())
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private MailJson() {}

    public static ObjectNode object() {
        return MAPPER.createObjectNode();
    }

    /**
     * Nothing is mended: bytes that are no UTF-8 are no JSON (RFC 8259 section 8.1; a byte order mark is passed over).
     *
     * @throws IOException if the bytes are not one JSON value; its message quotes none of them
     */
    public static JsonNode read(byte[] bytes) throws IOException {
        String text = text(bytes);
        if (text.indexOf(MENDED) >= 0 && !Arrays.equals(text.getBytes(StandardCharsets.UTF_8), withoutMark(bytes))) {
            throw new IOException("no JSON can be read: it is no UTF-8");
        }
        try {
            return MAPPER.readTree(text);
        } catch (JsonProcessingException e) {
            // No cause: the parser quotes what it does not know, which may be a mail or a token.
            throw new IOException("no JSON can be read: " + e.getClass().getSimpleName());
        }
    }

    /**
     * What can be told of an object that {@link #read} refuses.
     *
     * @return those of its outermost members that stand before the fault and are texts; none that is named again with
     *     another value
     */
    public static Map<String, String> textsBeforeFault(byte[] bytes, Set<String> names) {
        String text = text(bytes);
        int fault = text.indexOf(MENDED);
        var found = new HashMap<String, String>();
        var unclear = new HashSet<String>();
        try (JsonParser parser = MAPPER.createParser(fault < 0 ? text : text.substring(0, fault))) {
            parser.disable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION);
            boolean object = parser.nextToken() == JsonToken.START_OBJECT;
            while (object && parser.nextToken() == JsonToken.FIELD_NAME) {
                String name = parser.currentName();
                boolean textual = parser.nextToken() == JsonToken.VALUE_STRING;
                if (names.contains(name)) {
                    String value = textual ? parser.getText() : "";
                    String before = found.putIfAbsent(name, value);
                    if (!textual || (before != null && !before.equals(value))) {
                        unclear.add(name);
                    }
                }
                parser.skipChildren();
            }
        } catch (IOException e) {
            // The fault. What was found stands before it.
        }
        found.keySet().removeAll(unclear);
        return found;
    }

    private static String text(byte[] bytes) {
        return new String(withoutMark(bytes), StandardCharsets.UTF_8);
    }

    private static byte[] withoutMark(byte[] bytes) {
        boolean marked = bytes.length >= MARK.length && Arrays.equals(bytes, 0, MARK.length, MARK, 0, MARK.length);
        return marked ? Arrays.copyOfRange(bytes, MARK.length, bytes.length) : bytes;
    }

    public static byte[] bytes(JsonNode node) {
        return text(node).getBytes(StandardCharsets.UTF_8);
    }

    public static String text(JsonNode node) {
        try {
            return MAPPER.writeValueAsString(node);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a JSON tree could not be written", e);
        }
    }

    static void putIfPresent(ObjectNode node, String field, @Nullable String value) {
        if (value != null) {
            node.put(field, value);
        }
    }

    /** Times have milliseconds: what Graph gives and what people read. */
    static void putIfPresent(ObjectNode node, String field, @Nullable Instant value) {
        if (value != null) {
            node.put(field, value.truncatedTo(ChronoUnit.MILLIS).toString());
        }
    }
}
