package io.mailroom.worker.journal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.mailroom.model.command.Importance;
import io.mailroom.model.command.SyncMail;
import io.mailroom.model.id.Sha256;
import io.mailroom.model.wire.MailJson;
import io.mailroom.worker.index.IndexKey;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;

/**
 * Tells whether two commands say the same: SHA-256 over type and data, with the members of objects in order of their
 * names, so that another serializer's order or spacing makes no conflict.
 *
 * @param hex of the data as they were written, which is all that older workers have kept
 * @param meaning the same without the defaults that were written out, so that these make no conflict
 */
public record PayloadHash(String hex, String meaning) {
    private static final String HEX = "payload";
    private static final String MEANING = "payloadMeaning";

    /** By names that stand at one place of a command only. */
    private static final Map<String, JsonNode> DEFAULTS = Map.of(
            "importance", TextNode.valueOf(Importance.NORMAL.wireName()),
            "inline", BooleanNode.FALSE,
            "folder", TextNode.valueOf(SyncMail.INBOX));

    /** Of data without defaults, or of a worker that did not tell. */
    public PayloadHash(String hex) {
        this(hex, hex);
    }

    /** @param data of a command that was accepted: its members are known */
    public static PayloadHash of(String type, JsonNode data) {
        JsonNode written = sorted(data, false);
        JsonNode meant = sorted(data, true);
        String hex = hash(type, written);
        return new PayloadHash(hex, meant.equals(written) ? hex : hash(type, meant));
    }

    public static PayloadHash readFrom(JsonNode json) {
        String hex = json.path(HEX).asText();
        return new PayloadHash(hex, json.path(MEANING).asText(hex));
    }

    public void writeTo(ObjectNode json) {
        json.put(HEX, hex);
        if (!meaning.equals(hex)) {
            json.put(MEANING, meaning);
        }
    }

    public boolean sameAs(PayloadHash other) {
        return hex.equals(other.hex) || meaning.equals(other.meaning);
    }

    /** @param other a short form */
    public boolean sameAs(IndexKey other) {
        return other.equals(shortForm()) || other.equals(shortForm(hex));
    }

    /** As sure to tell two apart as the name of a command, in a quarter of the memory. */
    public IndexKey shortForm() {
        return shortForm(meaning);
    }

    private static IndexKey shortForm(String hex) {
        return IndexKey.ofName(hex.getBytes(StandardCharsets.US_ASCII));
    }

    private static String hash(String type, JsonNode data) {
        return HexFormat.of().formatHex(Sha256.of(type + '\n' + MailJson.text(data)));
    }

    private static JsonNode sorted(JsonNode node, boolean withoutDefaults) {
        return switch (node) {
            case ObjectNode object -> {
                var members = new TreeMap<String, JsonNode>();
                object.properties().forEach(member -> {
                    if (!withoutDefaults || !isDefault(member)) {
                        members.put(member.getKey(), sorted(member.getValue(), withoutDefaults));
                    }
                });
                ObjectNode result = MailJson.object();
                members.forEach(result::set);
                yield result;
            }
            case ArrayNode array -> {
                ArrayNode result = array.arrayNode(array.size());
                array.forEach(element -> result.add(sorted(element, withoutDefaults)));
                yield result;
            }
            default -> node;
        };
    }

    private static boolean isDefault(Map.Entry<String, JsonNode> member) {
        JsonNode value = member.getValue();
        return (value.isArray() && value.isEmpty()) || value.equals(DEFAULTS.get(member.getKey()));
    }
}
