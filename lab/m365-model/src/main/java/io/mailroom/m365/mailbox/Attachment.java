package io.mailroom.m365.mailbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Base64;

/**
 * An attachment of an item.
 *
 * @param properties as Graph shows them, without id and content
 * @param contentBase64 empty for an item or reference attachment
 */
public record Attachment(String id, ObjectNode properties, String contentBase64) {

    public static final String FILE = "#microsoft.graph.fileAttachment";

    /**
     * A file.
     *
     * @param given its name, and its content type, content id and whether it is inline if it says so
     * @param at the time to note on it, as Graph writes times
     */
    public static Attachment file(JsonNode given, byte[] content, String at, ItemIds ids) {
        ObjectNode properties = JsonNodeFactory.instance.objectNode();
        properties.put("@odata.type", FILE).put("lastModifiedDateTime", at);
        properties.put("name", given.path("name").asText("attachment"));
        properties.put("contentType", given.path("contentType").asText("application/octet-stream"));
        properties
                .put("size", content.length)
                .put("isInline", given.path("isInline").asBoolean(false));
        JsonNode contentId = given.path("contentId");
        properties.set("contentId", contentId.isTextual() ? contentId : NullNode.instance);
        properties.putNull("contentLocation");
        return new Attachment(ids.attachment(), properties, Base64.getEncoder().encodeToString(content));
    }

    /** The same thing in another item. */
    Attachment copy(ItemIds ids) {
        return new Attachment(ids.attachment(), properties.deepCopy(), contentBase64);
    }

    public boolean inline() {
        return properties.path("isInline").asBoolean();
    }
}
