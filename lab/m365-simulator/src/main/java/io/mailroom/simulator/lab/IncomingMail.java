package io.mailroom.simulator.lab;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mailroom.m365.directory.Account;
import io.mailroom.m365.mailbox.Attachment;
import io.mailroom.m365.mailbox.Item;
import io.mailroom.m365.mailbox.ItemIds;
import io.mailroom.m365.mailbox.Mailbox;
import io.mailroom.m365.mailbox.NewMessage;
import io.mailroom.m365.mailbox.Stage;
import io.mailroom.m365.mailbox.WellKnownFolder;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/**
 * Mail from outside. A Graph message, in which {@code from} and recipients may be plain addresses, {@code text} or
 * {@code html} stand for the body, {@code inReplyTo} names the message it answers, and {@code folder} where it lands.
 */
final class IncomingMail {
    private static final List<String> OWN_WORDS = List.of("text", "html", "inReplyTo", "folder", "attachments");

    private IncomingMail() {}

    /** The caller holds the mailbox's lock. */
    static Item deliver(Mailbox mailbox, Account owner, ObjectNode given, Instant now) {
        ObjectNode message = given.deepCopy();
        for (String body : List.of("text", "html")) {
            if (given.has(body)) {
                message.putObject("body").put("contentType", body).set("content", given.get(body));
            }
        }
        message.remove(OWN_WORDS);
        message.set(
                "from",
                person(
                        given.has("from")
                                ? given.get("from")
                                : JsonNodeFactory.instance.textNode("someone@outside.example")));
        message.set("sender", message.get("from").deepCopy());
        for (String list : List.of("toRecipients", "ccRecipients", "replyTo")) {
            if (given.has(list)) {
                message.set(list, people(given.get(list)));
            }
        }
        if (!given.has("toRecipients")) {
            message.putArray("toRecipients").add(person(JsonNodeFactory.instance.textNode(owner.address())));
        }
        conversation(mailbox, given).ifPresent(id -> message.put("conversationId", id));
        ObjectNode complete = NewMessage.complete(message, false, "outside.example", now, mailbox.ids());
        String folder = given.path("folder").asText(WellKnownFolder.INBOX.wellKnownName());
        return mailbox.add(
                mailbox.folder(folder)
                        .orElseThrow(() -> new IllegalArgumentException("no folder " + folder))
                        .id(),
                complete,
                List.of(),
                attachments(given, NewMessage.date(now), mailbox.ids()),
                Stage.SETTLED,
                now);
    }

    private static Optional<String> conversation(Mailbox mailbox, ObjectNode given) {
        return mailbox.byMessageId(given.path("inReplyTo").asText("")).stream()
                .findFirst()
                .map(item -> item.text("conversationId"));
    }

    private static ArrayNode people(JsonNode given) {
        ArrayNode people = JsonNodeFactory.instance.arrayNode();
        if (given.isTextual()) {
            people.add(person(given));
        }
        given.forEach(it -> people.add(person(it)));
        return people;
    }

    private static JsonNode person(JsonNode given) {
        if (given.isTextual()) {
            ObjectNode person = JsonNodeFactory.instance.objectNode();
            person.putObject("emailAddress").put("name", given.asText()).put("address", given.asText());
            return person;
        }
        if (given.has("address")) {
            ObjectNode person = JsonNodeFactory.instance.objectNode();
            person.set("emailAddress", given);
            return person;
        }
        return given.deepCopy();
    }

    private static List<Attachment> attachments(ObjectNode given, String at, ItemIds ids) {
        List<Attachment> attachments = new ArrayList<>();
        for (JsonNode it : given.path("attachments")) {
            byte[] content = Base64.getDecoder().decode(it.path("contentBytes").asText(""));
            attachments.add(Attachment.file(it, content, at, ids));
        }
        return attachments;
    }
}
