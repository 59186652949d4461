package io.mailroom.simulator.graph;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mailroom.m365.mailbox.Attachment;
import io.mailroom.m365.mailbox.ExtendedProperty;
import io.mailroom.m365.mailbox.HtmlText;
import io.mailroom.m365.mailbox.Item;
import io.mailroom.m365.mailbox.NewMessage;
import io.mailroom.m365.mailbox.Stage;
import io.mailroom.simulator.graph.odata.Expand;
import java.util.List;
import java.util.Set;

/** A message as Graph shows it. */
final class MessageJson {
    /** Shown only when selected by name (facts B2, B5). */
    private static final Set<String> ON_REQUEST = Set.of("internetMessageHeaders", "uniqueBody");

    private static final String MESSAGE_FLAGS = "Integer 0xe07";

    private MessageJson() {}

    static ObjectNode of(Item item, Preferences preferences, List<String> select, Expand expand) {
        ObjectNode all = everything(item, preferences);
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("@odata.etag", "W/\"" + item.changeKey() + "\"");
        json.set("id", all.path("id"));
        all.properties().stream()
                .filter(property ->
                        select.isEmpty() ? !ON_REQUEST.contains(property.getKey()) : select.contains(property.getKey()))
                .forEach(property -> json.set(property.getKey(), property.getValue()));
        expand(item, expand, json);
        return json;
    }

    private static ObjectNode everything(Item item, Preferences preferences) {
        ObjectNode all = item.properties().deepCopy();
        all.put("id", preferences.immutableIds() ? item.immutableId() : item.id());
        all.put("changeKey", item.changeKey());
        all.put("parentFolderId", item.folderId());
        all.put("lastModifiedDateTime", NewMessage.date(item.changedAt()));
        all.put("hasAttachments", item.attachments().stream().anyMatch(attachment -> !attachment.inline()));
        body(all, preferences);
        all.set("uniqueBody", all.path("body").deepCopy());
        return all;
    }

    private static void body(ObjectNode all, Preferences preferences) {
        if (!(all.path("body") instanceof ObjectNode body)) {
            return;
        }
        boolean html = body.path("contentType").asText().equals("html");
        String content = body.path("content").asText("");
        if (html && preferences.bodyType().equals("text")) {
            body.put("contentType", "text").put("content", HtmlText.of(content));
        } else if (html && !preferences.unsafeHtml()) {
            body.put("content", HtmlText.withoutActiveContent(content));
        } else if (!html && preferences.bodyType().equals("html")) {
            body.put("contentType", "html").put("content", "<html><body>" + escaped(content) + "</body></html>");
        }
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\n", "<br>");
    }

    private static void expand(Item item, Expand expand, ObjectNode json) {
        if (expand.attachments()) {
            ArrayNode attachments = json.putArray("attachments");
            item.attachments().forEach(attachment -> attachments.add(attachment(attachment, List.of())));
        }
        ArrayNode found = JsonNodeFactory.instance.arrayNode();
        for (ExtendedProperty property : item.extended()) {
            if (expand.extendedIds().contains(property.id())) {
                found.addObject().put("id", property.id()).put("value", property.value());
            }
        }
        if (expand.extendedIds().contains(MESSAGE_FLAGS)) {
            found.addObject().put("id", MESSAGE_FLAGS).put("value", Integer.toString(flags(item)));
        }
        if (!found.isEmpty()) {
            json.set("singleValueExtendedProperties", found);
        }
    }

    /** PidTagMessageFlags: read 1, submitted 4, unsent 8, has attachment 16 (facts G1.3). */
    private static int flags(Item item) {
        int read = item.properties().path("isRead").asBoolean() ? 1 : 0;
        int submitted = item.stage() == Stage.PENDING ? 4 : 0;
        int unsent = item.properties().path("isDraft").asBoolean() ? 8 : 0;
        return read | submitted | unsent | (item.attachments().isEmpty() ? 0 : 16);
    }

    static ObjectNode attachment(Attachment attachment, List<String> select) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        JsonNode properties = attachment.properties();
        json.set("@odata.type", properties.path("@odata.type"));
        json.put("@odata.mediaContentType", properties.path("contentType").asText("application/octet-stream"));
        json.put("id", attachment.id());
        properties.properties().stream()
                .filter(it -> !it.getKey().startsWith("@"))
                .filter(it -> select.isEmpty() || select.contains(it.getKey()))
                .forEach(it -> json.set(it.getKey(), it.getValue()));
        boolean file = properties.path("@odata.type").asText().endsWith("fileAttachment");
        if (file && (select.isEmpty() || select.contains("contentBytes"))) {
            json.put("contentBytes", attachment.contentBase64());
        }
        return json;
    }
}
