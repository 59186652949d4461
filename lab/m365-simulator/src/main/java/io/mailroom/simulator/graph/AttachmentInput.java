package io.mailroom.simulator.graph;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mailroom.m365.mailbox.Attachment;
import io.mailroom.m365.mailbox.ItemIds;
import java.util.Base64;

/** An attachment given in one request: under 3 MB (facts B9). */
final class AttachmentInput {
    static final int LARGEST = 3 * 1024 * 1024;

    private AttachmentInput() {}

    /** @param at the time to note on it, as Graph writes times */
    static Attachment read(ObjectNode given, String at, ItemIds ids) {
        String type = given.path("@odata.type").asText("");
        if (type.endsWith("itemAttachment") || type.endsWith("referenceAttachment")) {
            throw GraphRefusal.notSimulated("An attachment of type " + type);
        }
        if (!type.equals(Attachment.FILE) && !type.equals(Attachment.FILE.substring(1))) {
            throw GraphRefusal.body("Cannot create an abstract class: '@odata.type' must name the attachment's type.");
        }
        if (!given.path("name").isTextual()) {
            throw new GraphRefusal(400, "ErrorRequiredPropertyMissing", "Required property is missing: name.");
        }
        if (!given.path("contentBytes").isTextual()) {
            throw new GraphRefusal(400, "ErrorRequiredPropertyMissing", "Required property is missing: contentBytes.");
        }
        byte[] content = decode(given.path("contentBytes").asText());
        if (content.length >= LARGEST) {
            throw new GraphRefusal(413, "RequestEntityTooLarge", "The attachment is too large for one request.");
        }
        return Attachment.file(given, content, at, ids);
    }

    private static byte[] decode(String base64) {
        try {
            return Base64.getDecoder().decode(base64.replace('-', '+').replace('_', '/'));
        } catch (IllegalArgumentException e) {
            throw GraphRefusal.body("Cannot convert the literal to the expected type 'Edm.Binary'.");
        }
    }
}
