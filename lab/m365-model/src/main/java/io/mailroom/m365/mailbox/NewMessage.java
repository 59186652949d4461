package io.mailroom.m365.mailbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.Locale;

/** The properties Exchange fills in when a message comes into being. */
public final class NewMessage {
    private static final int PREVIEW_LENGTH = 255;

    private NewMessage() {}

    /** All of a message's ordinary properties: those given, and Exchange's own for the rest. */
    public static ObjectNode complete(ObjectNode given, boolean draft, String domain, Instant now, ItemIds ids) {
        ObjectNode message = JsonNodeFactory.instance.objectNode();
        String at = date(now);
        message.put("createdDateTime", at).put("lastModifiedDateTime", at);
        message.putArray("categories");
        message.put("receivedDateTime", at).put("sentDateTime", at).put("hasAttachments", false);
        message.put("internetMessageId", messageId(domain, ids))
                .put("subject", "")
                .put("bodyPreview", "");
        message.put("importance", "normal").put("conversationId", ids.conversation());
        message.put("conversationIndex", conversationIndex(now, ids));
        message.putNull("isDeliveryReceiptRequested").put("isReadReceiptRequested", false);
        message.put("isRead", draft).put("isDraft", draft).put("webLink", "https://outlook.office365.com/owa/");
        message.put("inferenceClassification", "focused");
        message.putObject("body").put("contentType", "text").put("content", "");
        message.putArray("toRecipients");
        message.putArray("ccRecipients");
        message.putArray("bccRecipients");
        message.putArray("replyTo");
        message.putObject("flag").put("flagStatus", "notFlagged");
        given.properties().stream()
                .filter(property -> !property.getValue().isNull())
                .forEach(property -> message.set(property.getKey(), property.getValue()));
        return tidy(message);
    }

    /** Brings the derived properties up to date after a change. */
    public static ObjectNode tidy(ObjectNode message) {
        JsonNode body = message.path("body");
        if (body instanceof ObjectNode object) {
            object.put("contentType", body.path("contentType").asText("text").toLowerCase(Locale.ROOT));
        }
        message.put("bodyPreview", preview(body));
        for (String list : new String[] {"toRecipients", "ccRecipients", "bccRecipients", "replyTo"}) {
            message.path(list).forEach(NewMessage::name);
        }
        return message;
    }

    /** Exchange shows the address where no name was given. */
    private static void name(JsonNode recipient) {
        JsonNode address = recipient.path("emailAddress");
        if (address instanceof ObjectNode object && object.hasNonNull("address") && !object.hasNonNull("name")) {
            object.put("name", object.path("address").asText());
        }
    }

    private static String preview(JsonNode body) {
        String content = body.path("content").asText("");
        String text = body.path("contentType").asText("").equals("html") ? HtmlText.of(content) : content;
        String flat = text.strip();
        return flat.length() <= PREVIEW_LENGTH ? flat : flat.substring(0, PREVIEW_LENGTH);
    }

    private static String messageId(String domain, ItemIds ids) {
        return "<" + ids.uuid().toString().replace("-", "").toUpperCase(Locale.ROOT) + "@" + domain + ">";
    }

    private static String conversationIndex(Instant now, ItemIds ids) {
        byte[] index =
                (now.toEpochMilli() + ids.uuid().toString()).substring(0, 22).getBytes(StandardCharsets.US_ASCII);
        return Base64.getEncoder().encodeToString(index);
    }

    /** Exchange keeps whole seconds. */
    public static String date(Instant instant) {
        return instant.truncatedTo(ChronoUnit.SECONDS).toString();
    }
}
