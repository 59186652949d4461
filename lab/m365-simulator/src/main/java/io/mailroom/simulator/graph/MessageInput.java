package io.mailroom.simulator.graph;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mailroom.m365.mailbox.Attachment;
import io.mailroom.m365.mailbox.ExtendedProperty;
import io.mailroom.m365.mailbox.ItemIds;
import io.mailroom.m365.mailbox.PropertyId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** What a client may say of a message (facts B2, B5, B6). */
final class MessageInput {
    private static final Set<String> READ_ONLY = Set.of(
            "id",
            "changeKey",
            "createdDateTime",
            "lastModifiedDateTime",
            "receivedDateTime",
            "sentDateTime",
            "bodyPreview",
            "hasAttachments",
            "conversationId",
            "conversationIndex",
            "isDraft",
            "parentFolderId",
            "uniqueBody",
            "webLink");
    private static final Set<String> ONLY_WHILE_DRAFT =
            Set.of("bccRecipients", "ccRecipients", "toRecipients", "body", "internetMessageId", "replyTo", "subject");
    private static final Set<String> KEPT_APART =
            Set.of("attachments", "singleValueExtendedProperties", "multiValueExtendedProperties", "extensions");
    private static final int MOST_HEADERS = 5;
    private static final int LONGEST_SUBJECT = 255;

    private MessageInput() {}

    static ObjectNode forCreate(ObjectNode given) {
        checkNames(given, Set.of());
        headers(given);
        return properties(given);
    }

    static ObjectNode forUpdate(ObjectNode given, boolean draft) {
        checkNames(given, draft ? Set.of("internetMessageHeaders") : union(ONLY_WHILE_DRAFT, "internetMessageHeaders"));
        return properties(given);
    }

    private static Set<String> union(Set<String> names, String name) {
        Set<String> all = new HashSet<>(names);
        all.add(name);
        return all;
    }

    private static void checkNames(ObjectNode given, Set<String> alsoRefused) {
        given.fieldNames().forEachRemaining(name -> {
            if (READ_ONLY.contains(name) || alsoRefused.contains(name)) {
                throw new GraphRefusal(
                        400, "ErrorInvalidPropertySet", "The property '" + name + "' is read-only and can't be set.");
            }
        });
        if (given.path("subject").asText("").length() > LONGEST_SUBJECT) {
            throw new GraphRefusal(400, "ErrorPropertyValidationFailure", "At least one property failed validation.");
        }
    }

    private static ObjectNode properties(ObjectNode given) {
        ObjectNode properties = given.deepCopy();
        properties.remove(KEPT_APART);
        properties.remove("@odata.type");
        properties.remove("@odata.etag");
        properties.remove("@odata.context");
        return properties;
    }

    private static void headers(ObjectNode given) {
        if (!given.has("internetMessageHeaders")) {
            return;
        }
        JsonNode headers = given.path("internetMessageHeaders");
        if (headers.isEmpty() || headers.size() > MOST_HEADERS) {
            throw new GraphRefusal(
                    400,
                    "InvalidInternetMessageHeaderCollection",
                    "Maximum number of headers in one message should be less than or equal to 5 and at least 1.");
        }
        for (JsonNode header : headers) {
            String name = header.path("name").asText("");
            if (!name.toLowerCase(Locale.ROOT).startsWith("x-")) {
                throw new GraphRefusal(
                        400,
                        "InvalidInternetMessageHeader",
                        "The internet message header name '" + name + "' should start with 'x-' or 'X-'.");
            }
        }
    }

    /** The old properties with the given ones put over them. */
    static List<ExtendedProperty> extended(List<ExtendedProperty> old, JsonNode given) {
        Map<String, String> merged = new LinkedHashMap<>();
        old.forEach(property -> merged.put(property.id(), property.value()));
        for (JsonNode property : given.path("singleValueExtendedProperties")) {
            String id = property.path("id").asText("");
            String normal = PropertyId.normal(id)
                    .orElseThrow(() -> new GraphRefusal(
                            400,
                            "ErrorInvalidProperty",
                            "The property Id '" + id + "' for the extended property is invalid."));
            merged.put(normal, property.path("value").asText(""));
        }
        return merged.entrySet().stream()
                .map(entry -> new ExtendedProperty(entry.getKey(), entry.getValue()))
                .toList();
    }

    static List<Attachment> attachments(JsonNode given, String at, ItemIds ids) {
        List<Attachment> attachments = new ArrayList<>();
        given.path("attachments").forEach(it -> attachments.add(AttachmentInput.read((ObjectNode) it, at, ids)));
        return attachments;
    }
}
