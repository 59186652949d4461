package io.mailroom.simulator.lab;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mailroom.m365.mailbox.Item;

/** A message with everything the simulator knows of it. */
final class ItemViews {
    private ItemViews() {}

    static ObjectNode summary(Item item) {
        ObjectNode view = item.properties().deepCopy();
        view.remove("body");
        view.put("id", item.id()).put("immutableId", item.immutableId()).put("parentFolderId", item.folderId());
        view.put("stage", item.stage().name()).put("changeKey", item.changeKey());
        view.put("hasAttachments", !item.attachments().isEmpty());
        ArrayNode extended = view.putArray("singleValueExtendedProperties");
        item.extended().forEach(it -> extended.addObject().put("id", it.id()).put("value", it.value()));
        return view;
    }

    static ObjectNode full(Item item) {
        ObjectNode view = summary(item);
        view.set("body", item.properties().path("body").deepCopy());
        ArrayNode attachments = view.putArray("attachments");
        item.attachments().forEach(it -> {
            ObjectNode attachment = it.properties().deepCopy();
            attachment.put("id", it.id()).put("contentBytes", it.contentBase64());
            attachments.add(attachment);
        });
        return view;
    }
}
