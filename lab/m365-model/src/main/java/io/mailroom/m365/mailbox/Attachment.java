package io.mailroom.m365.mailbox;

import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * An attachment of an item.
 *
 * @param properties as Graph shows them, without id and content
 * @param contentBase64 empty for an item or reference attachment
 */
public record Attachment(String id, ObjectNode properties, String contentBase64) {

    public static Attachment create(ObjectNode properties, String contentBase64, ItemIds ids) {
        return new Attachment(ids.attachment(), properties, contentBase64);
    }

    /** The same thing in another item. */
    public Attachment copy(ItemIds ids) {
        return create(properties.deepCopy(), contentBase64, ids);
    }

    public boolean inline() {
        return properties.path("isInline").asBoolean();
    }
}
