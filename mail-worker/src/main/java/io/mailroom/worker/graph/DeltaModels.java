package io.mailroom.worker.graph;

import com.fasterxml.jackson.databind.JsonNode;
import io.mailroom.model.command.Limits;
import io.mailroom.model.command.Recipient;
import io.mailroom.model.event.MailHeaders;
import io.mailroom.model.id.ForeignText;
import io.mailroom.model.id.MailboxAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A page of changes in our records. What is wrong with one mail costs that mail at most, and one field as a rule. */
final class DeltaModels {
    /** Stands for a link that must not be followed or stored; no request goes out for it. */
    private static final String NO_LINK = "";

    private static final Set<String> IMPORTANCE = Set.of("low", "normal", "high");

    private DeltaModels() {}

    /** @throws UnreadableAnswer if the changes are no list, or no link leads on */
    static DeltaPage page(JsonNode page) {
        JsonNode value = page.path("value");
        if (!value.isArray() && !value.isMissingNode() && !value.isNull()) {
            throw new UnreadableAnswer();
        }
        var items = new ArrayList<DeltaItem>();
        value.forEach(item -> items.add(item(item)));
        JsonNode next = page.path("@odata.nextLink");
        JsonNode delta = page.path("@odata.deltaLink");
        if (next.isTextual()) { // also if both links are there: the next page ends with a delta link again
            return new DeltaPage(items, link(next), null);
        }
        if (delta.isTextual()) {
            return new DeltaPage(items, null, link(delta));
        }
        throw new UnreadableAnswer();
    }

    static String link(JsonNode link) {
        return link.isTextual() && ForeignText.faithful(link.textValue(), Limits.GRAPH_LINK)
                ? link.textValue()
                : NO_LINK;
    }

    private static DeltaItem item(JsonNode item) {
        if (item.path("@removed").isObject()) {
            return new DeltaItem.Removed();
        }
        String id = AnswerJson.id(item.path("id"));
        return id == null ? new DeltaItem.Unreadable() : changed(id, item);
    }

    private static DeltaItem.Message changed(String id, JsonNode item) {
        List<Recipient> to = recipients(item.path("toRecipients"), Limits.RECEIVED_RECIPIENTS);
        List<Recipient> cc = recipients(item.path("ccRecipients"), Limits.RECEIVED_RECIPIENTS - to.size());
        return new DeltaItem.Message(
                id,
                AnswerJson.id(item.path("changeKey")),
                AnswerJson.id(item.path("parentFolderId")),
                new MailHeaders(
                        AnswerJson.id(item.path("internetMessageId")),
                        AnswerJson.id(item.path("conversationId")),
                        AnswerJson.line(item.path("subject"), Limits.RECEIVED_SUBJECT),
                        recipient(item.path("from")),
                        to,
                        cc,
                        named(item.path("toRecipients")) + named(item.path("ccRecipients")) - to.size() - cc.size(),
                        AnswerJson.time(item.path("receivedDateTime"))),
                AnswerJson.flag(item.path("hasAttachments")),
                importance(item.path("importance")),
                AnswerJson.flag(item.path("isRead")));
    }

    private static @Nullable String importance(JsonNode importance) {
        String word = importance.isTextual() ? importance.textValue().toLowerCase(Locale.ROOT) : "";
        return IMPORTANCE.contains(word) ? word : null;
    }

    private static List<Recipient> recipients(JsonNode list, int most) {
        var recipients = new ArrayList<Recipient>();
        for (JsonNode entry : list) {
            Recipient recipient = recipients.size() < most ? recipient(entry) : null;
            if (recipient != null) {
                recipients.add(recipient);
            }
        }
        return recipients;
    }

    /** How many have an address. */
    private static int named(JsonNode list) {
        int named = 0;
        for (JsonNode entry : list) {
            named += recipient(entry) == null ? 0 : 1;
        }
        return named;
    }

    private static @Nullable Recipient recipient(JsonNode entry) {
        JsonNode mail = entry.path("emailAddress");
        JsonNode address = mail.path("address");
        if (!address.isTextual() || !ForeignText.faithful(address.textValue(), Limits.GRAPH_ID)) {
            return null;
        }
        try {
            return new Recipient(
                    new MailboxAddress(address.textValue()), AnswerJson.line(mail.path("name"), Limits.RECIPIENT_NAME));
        } catch (IllegalArgumentException noMailAddress) {
            return null; // Exchange's own X.500 names, or nothing at all
        }
    }
}
