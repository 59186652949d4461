package io.mailroom.worker.journal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mailroom.model.id.Sha256;
import io.mailroom.model.wire.MailJson;
import io.mailroom.worker.index.IndexKey;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.TreeMap;

/**
 * Tells whether two commands say the same: SHA-256 over type and data, with the members of objects in order of their
 * names, so that another serializer's order or spacing makes no conflict.
 */
public record PayloadHash(String hex) {
    public static PayloadHash of(String type, JsonNode data) {
        String canonical = type + '\n' + MailJson.text(sorted(data));
        return new PayloadHash(HexFormat.of().formatHex(Sha256.of(canonical)));
    }

    /** As sure to tell two apart as the name of a command, in a quarter of the memory. */
    public IndexKey shortForm() {
        return IndexKey.ofName(hex.getBytes(StandardCharsets.US_ASCII));
    }

    private static JsonNode sorted(JsonNode node) {
        return switch (node) {
            case ObjectNode object -> {
                var members = new TreeMap<String, JsonNode>();
                object.properties().forEach(member -> members.put(member.getKey(), sorted(member.getValue())));
                ObjectNode result = MailJson.object();
                members.forEach(result::set);
                yield result;
            }
            case ArrayNode array -> {
                ArrayNode result = array.arrayNode(array.size());
                array.forEach(element -> result.add(sorted(element)));
                yield result;
            }
            default -> node;
        };
    }
}
