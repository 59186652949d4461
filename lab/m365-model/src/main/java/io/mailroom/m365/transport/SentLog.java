package io.mailroom.m365.transport;

import io.mailroom.m365.mailbox.Attachment;
import io.mailroom.m365.mailbox.Item;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/** Every submission in the order of acceptance; nothing is ever taken out but by the lab. */
public final class SentLog {
    private final Map<Long, SentEntry> entries = new TreeMap<>();
    private long last;

    synchronized SentEntry accept(Item item, String mailboxAddress, String clientId, Instant now) {
        SentEntry entry = new SentEntry(
                ++last,
                mailboxAddress,
                item.id(),
                item.immutableId(),
                item.id(),
                item.text("internetMessageId"),
                item.text("conversationId"),
                item.extended(),
                Recipients.from(item.properties()),
                Recipients.addresses(item.properties(), "toRecipients"),
                Recipients.addresses(item.properties(), "ccRecipients"),
                Recipients.addresses(item.properties(), "bccRecipients"),
                item.text("subject"),
                item.attachments().stream().map(SentLog::name).toList(),
                now,
                null,
                false,
                clientId);
        entries.put(entry.number(), entry);
        return entry;
    }

    private static String name(Attachment attachment) {
        return attachment.properties().path("name").asText();
    }

    synchronized void change(long number, UnaryOperator<SentEntry> change) {
        entries.computeIfPresent(number, (_, entry) -> change.apply(entry));
    }

    public synchronized List<SentEntry> all() {
        return new ArrayList<>(entries.values());
    }

    public synchronized void clear() {
        entries.clear();
    }

    public synchronized void restore(Collection<SentEntry> saved) {
        saved.forEach(entry -> entries.put(entry.number(), entry));
        last = Math.max(last, saved.stream().mapToLong(SentEntry::number).max().orElse(0));
    }
}
