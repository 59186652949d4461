package io.mailroom.simulator.transport;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mailroom.simulator.clock.LabClock;
import io.mailroom.simulator.directory.Account;
import io.mailroom.simulator.directory.Accounts;
import io.mailroom.simulator.mailbox.Attachment;
import io.mailroom.simulator.mailbox.Item;
import io.mailroom.simulator.mailbox.Mailbox;
import io.mailroom.simulator.mailbox.Mailboxes;
import io.mailroom.simulator.mailbox.NewMessage;
import io.mailroom.simulator.mailbox.Stage;
import io.mailroom.simulator.mailbox.WellKnownFolder;
import io.mailroom.simulator.settings.LabSettings;
import io.mailroom.simulator.settings.Settings;
import io.mailroom.simulator.settings.Survival;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What happens to a mail after it was accepted (facts G1.3, G1.4): it waits in Drafts, moves to Sent Items, arrives
 * elsewhere. Nothing runs by itself; whoever looks calls {@link #runDue} first, so time is the lab clock's alone.
 */
@ApplicationScoped
public class Transport {
    private static final String DEFERRED_SEND_TIME = "SystemTime 0x3fef";

    private final Schedule schedule;
    private final SentLog sent;
    private final Mailboxes mailboxes;
    private final Accounts accounts;
    private final LabSettings settings;
    private final LabClock clock;

    Transport(
            Schedule schedule,
            SentLog sent,
            Mailboxes mailboxes,
            Accounts accounts,
            LabSettings settings,
            LabClock clock) {
        this.schedule = schedule;
        this.sent = sent;
        this.mailboxes = mailboxes;
        this.accounts = accounts;
        this.settings = settings;
        this.clock = clock;
    }

    /** Accepts an item of a mailbox whose lock the caller holds; the item must already be marked as submitted. */
    public void submit(Item item, Account owner, String clientId, boolean keepCopy) {
        Instant now = clock.now();
        SentEntry entry = sent.accept(item, owner.address(), clientId, now);
        Instant slot = schedule.slot(owner.oid(), now);
        Instant due = later(slot.plusMillis(settings.current().sentItemsDelayMs()), deferredUntil(item));
        schedule.add(order -> new Task(
                due, order, Task.Kind.DISPATCH, owner.oid(), item.key(), entry.number(), keepCopy, null, List.of()));
    }

    private static Instant later(Instant time, Optional<Instant> other) {
        return other.filter(time::isBefore).orElse(time);
    }

    private static Optional<Instant> deferredUntil(Item item) {
        return item.extended().stream()
                .filter(property -> property.id().equals(DEFERRED_SEND_TIME))
                .findFirst()
                .flatMap(property -> MomentText.parse(property.value()));
    }

    /** Does everything whose time has come. The caller holds no mailbox's lock. */
    public void runDue() {
        Instant now = clock.now();
        for (Optional<Task> task = schedule.take(now); task.isPresent(); task = schedule.take(now)) {
            run(task.get());
        }
    }

    private void run(Task task) {
        mailboxes.find(task.mailbox()).ifPresent(mailbox -> {
            switch (task.kind()) {
                case DISPATCH -> dispatch(task, mailbox);
                case DELIVER -> deliver(task, mailbox);
            }
        });
    }

    private void dispatch(Task task, Mailbox mailbox) {
        Optional<Item> left = mailbox.locked(() -> mailbox.byKey(task.itemKey())
                .filter(item -> item.stage() != Stage.DRAFT)
                .map(item -> settle(task, mailbox, item)));
        if (left.isEmpty()) {
            sent.change(task.sent(), SentEntry::takenBack);
            return;
        }
        sent.change(task.sent(), entry -> entry.dispatched(left.get(), task.due()));
        fanOut(task, left.get());
    }

    private Item settle(Task task, Mailbox mailbox, Item item) {
        Instant at = task.due();
        ObjectNode properties = item.properties().deepCopy();
        properties.put("isDraft", false).put("sentDateTime", NewMessage.date(at));
        Item settled = afterSend(item.withProperties(properties).at(Stage.SETTLED), at);
        if (!task.keepCopy() || settings.current().sentCopyElsewhere()) {
            mailbox.remove(settled, at);
            return settled;
        }
        Item saved = mailbox.replace(settled, at);
        String sentItems = mailbox.folder(WellKnownFolder.SENT_ITEMS).id();
        return saved.folderId().equals(sentItems) ? saved : mailbox.move(saved, sentItems, at);
    }

    private Item afterSend(Item item, Instant at) {
        Settings now = settings.current();
        return switch (now.immutableIdSurvivesSend()) {
            case Survival.YES -> item;
            case Survival.NO -> item.withNewImmutableId();
            case Survival.LATER -> item.withImmutableId(item.immutableId(), at.plusMillis(now.notFoundForMs()));
        };
    }

    private void fanOut(Task task, Item item) {
        Instant due = task.due().plusMillis(settings.current().deliveryDelayMs());
        for (String address : Recipients.all(item.properties())) {
            if (bounces(address)) {
                later(due, task, task.mailbox(), Reports.undeliverable(item, address, due), List.of());
            } else {
                accounts.byAddress(address)
                        .ifPresent(to -> later(due, task, to.oid(), received(item, due), copies(item)));
            }
        }
    }

    private void later(Instant due, Task of, String mailbox, ObjectNode message, List<Attachment> attachments) {
        schedule.add(
                order -> new Task(due, order, Task.Kind.DELIVER, mailbox, 0, of.sent(), true, message, attachments));
    }

    private boolean bounces(String address) {
        String pattern = settings.current().ndrRecipients();
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

    private static List<Attachment> copies(Item item) {
        return item.attachments().stream().map(Attachment::copy).toList();
    }

    private void deliver(Task task, Mailbox mailbox) {
        ObjectNode message = task.message();
        if (message != null) {
            mailbox.locked(() -> mailbox.add(
                    WellKnownFolder.INBOX, message, List.of(), task.attachments(), Stage.SETTLED, task.due()));
        }
    }
}
