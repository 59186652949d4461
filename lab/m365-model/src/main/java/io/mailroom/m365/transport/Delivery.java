package io.mailroom.m365.transport;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mailroom.m365.directory.Accounts;
import io.mailroom.m365.mailbox.Attachment;
import io.mailroom.m365.mailbox.Item;
import io.mailroom.m365.mailbox.Mailbox;
import io.mailroom.m365.mailbox.Mailboxes;
import io.mailroom.m365.mailbox.NewMessage;
import io.mailroom.m365.mailbox.Stage;
import io.mailroom.m365.mailbox.WellKnownFolder;
import io.mailroom.m365.settings.ExchangeSettings;
import java.time.Instant;
import java.util.List;
import java.util.function.Supplier;

/** The way of a mail that transport took to the other mailboxes. */
final class Delivery {
    private final Schedule schedule;
    private final Mailboxes mailboxes;
    private final Accounts accounts;
    private final Supplier<? extends ExchangeSettings> settings;

    Delivery(Schedule schedule, Mailboxes mailboxes, Accounts accounts, Supplier<? extends ExchangeSettings> settings) {
        this.schedule = schedule;
        this.mailboxes = mailboxes;
        this.accounts = accounts;
        this.settings = settings;
    }

    /** Under way to everybody it is for; a report to whom it comes back. */
    void fanOut(Task task, Item item) {
        Instant due = task.due().plusMillis(settings.get().deliveryDelayMs());
        for (String address : Recipients.all(item.properties())) {
            if (bounces(address)) {
                later(due, task, task.mailbox(), Reports.undeliverable(item, address, due, mailboxes.ids()), List.of());
            } else {
                accounts.byAddress(address)
                        .ifPresent(to -> later(
                                due, task, to.oid(), received(item, due), item.copiedAttachments(mailboxes.ids())));
            }
        }
    }

    private void later(Instant due, Task of, String mailbox, ObjectNode message, List<Attachment> attachments) {
        schedule.add(order -> Task.deliver(due, order, mailbox, of.sent(), message, attachments));
    }

    private boolean bounces(String address) {
        String pattern = settings.get().ndrRecipients();
        return !pattern.isEmpty() && address.matches(pattern);
    }

    private static ObjectNode received(Item item, Instant at) {
        ObjectNode message = item.properties().deepCopy();
        message.putArray("bccRecipients");
        message.putArray("categories");
        message.remove("internetMessageHeaders");
        message.put("isRead", false).put("isDraft", false);
        message.put("createdDateTime", NewMessage.date(at)).put("receivedDateTime", NewMessage.date(at));
        message.putObject("flag").put("flagStatus", "notFlagged");
        return message;
    }

    static void arrive(Task task, Mailbox mailbox) {
        ObjectNode message = task.message();
        if (message != null) {
            mailbox.locked(() -> mailbox.add(
                    WellKnownFolder.INBOX, message, List.of(), task.attachments(), Stage.SETTLED, task.due()));
        }
    }
}
