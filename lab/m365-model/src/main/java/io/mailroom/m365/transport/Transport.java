package io.mailroom.m365.transport;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mailroom.m365.directory.Account;
import io.mailroom.m365.directory.Accounts;
import io.mailroom.m365.mailbox.Item;
import io.mailroom.m365.mailbox.Mailbox;
import io.mailroom.m365.mailbox.Mailboxes;
import io.mailroom.m365.mailbox.NewMessage;
import io.mailroom.m365.mailbox.Stage;
import io.mailroom.m365.mailbox.WellKnownFolder;
import io.mailroom.m365.settings.ExchangeSettings;
import io.mailroom.m365.settings.SecondSend;
import io.mailroom.m365.settings.Survival;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What happens to a mail after it was accepted (facts G1.3, G1.4): it waits in Drafts, moves to Sent Items, arrives
 * elsewhere. Nothing runs by itself; whoever looks calls {@link #runDue} first, so time is the clock's alone.
 */
public final class Transport {
    private static final String DEFERRED_SEND_TIME = "SystemTime 0x3fef";

    private final Schedule schedule;
    private final SentLog sent;
    private final Mailboxes mailboxes;
    private final Delivery delivery;
    private final Supplier<? extends ExchangeSettings> settings;
    private final InstantSource clock;

    public Transport(
            Schedule schedule,
            SentLog sent,
            Mailboxes mailboxes,
            Accounts accounts,
            Supplier<? extends ExchangeSettings> settings,
            InstantSource clock) {
        this.schedule = schedule;
        this.sent = sent;
        this.mailboxes = mailboxes;
        this.delivery = new Delivery(schedule, mailboxes, accounts, settings);
        this.settings = settings;
        this.clock = clock;
    }

    /** Of a second send Microsoft says nothing, so a setting decides (facts G1.8). */
    public SendAnswer answerTo(Item item) {
        if (item.stage() == Stage.DRAFT) {
            return SendAnswer.ACCEPTED;
        }
        return switch (settings.get().secondSend()) {
            case SecondSend.NOT_FOUND -> SendAnswer.NOT_FOUND;
            case SecondSend.REFUSED -> SendAnswer.ALREADY_SUBMITTED;
            case SecondSend.DUPLICATES -> SendAnswer.ACCEPTED;
        };
    }

    /** Accepts an item of a mailbox whose lock the caller holds. */
    public void submit(Mailbox mailbox, Item draft, Submission by) {
        Instant now = clock.instant();
        Account owner = by.owner();
        ObjectNode properties = draft.properties().deepCopy();
        properties.set("from", person(by.from()));
        properties.set("sender", person(by.sender()));
        properties.put("sentDateTime", NewMessage.date(now)).put("isRead", true);
        properties.put("isDraft", settings.get().pendingIsDraft());
        Item item = mailbox.replace(draft.withProperties(properties).at(Stage.PENDING), now);
        SentEntry entry = sent.accept(item, owner.address(), by.clientId(), now);
        Instant slot = schedule.slot(owner.oid(), now);
        Instant due = later(slot.plusMillis(settings.get().sentItemsDelayMs()), deferredUntil(item));
        schedule.add(order -> Task.dispatch(due, order, owner.oid(), item.key(), entry.number(), by.keepCopy()));
    }

    private static ObjectNode person(Account account) {
        ObjectNode person = JsonNodeFactory.instance.objectNode();
        person.putObject("emailAddress").put("name", account.displayName()).put("address", account.address());
        return person;
    }

    private static Instant later(Instant time, Optional<Instant> other) {
        return other.filter(time::isBefore).orElse(time);
    }

    private static Optional<Instant> deferredUntil(Item item) {
        return item.extended().stream()
                .filter(property -> property.id().equals(DEFERRED_SEND_TIME))
                .findFirst()
                .flatMap(property -> moment(property.value()));
    }

    /** As a MAPI SystemTime property holds it: ISO 8601 with an offset. */
    private static Optional<Instant> moment(String text) {
        try {
            return Optional.of(OffsetDateTime.parse(text).toInstant());
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }

    /**
     * Deletes as Exchange does: first to Deleted Items, from there for good. A mail that still waits becomes a draft again
     * and is not sent (facts G1.9). The caller holds the mailbox's lock.
     */
    public void delete(Mailbox mailbox, Item item) {
        Instant now = clock.instant();
        Item known = item.stage() == Stage.PENDING ? takeBack(mailbox, item, now) : item;
        String deleted = mailbox.folder(WellKnownFolder.DELETED_ITEMS).id();
        if (settings.get().deletedItemsFolder() && !known.folderId().equals(deleted)) {
            mailbox.move(known, deleted, now);
        } else {
            mailbox.remove(known, now);
        }
    }

    private Item takeBack(Mailbox mailbox, Item item, Instant now) {
        schedule.withdraw(mailbox.oid(), item.key())
                .forEach(submission -> sent.change(submission, SentEntry::takenBack));
        ObjectNode properties = item.properties().deepCopy().put("isDraft", true);
        return mailbox.replace(item.withProperties(properties).at(Stage.DRAFT), now);
    }

    /** Does everything whose time has come. The caller holds no mailbox's lock. */
    public void runDue() {
        runUntil(clock.instant());
    }

    /** What is under way until then arrives. */
    public void runUntil(Instant now) {
        for (Optional<Task> task = schedule.take(now); task.isPresent(); task = schedule.take(now)) {
            run(task.get());
        }
    }

    private void run(Task task) {
        mailboxes.find(task.mailbox()).ifPresent(mailbox -> {
            switch (task.kind()) {
                case DISPATCH -> dispatch(task, mailbox);
                case DELIVER -> Delivery.arrive(task, mailbox);
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
        delivery.fanOut(task, left.get());
    }

    private Item settle(Task task, Mailbox mailbox, Item item) {
        Instant at = task.due();
        ObjectNode properties = item.properties().deepCopy();
        properties.put("isDraft", false).put("sentDateTime", NewMessage.date(at));
        Item settled = afterSend(item.withProperties(properties).at(Stage.SETTLED), at);
        if (!task.keepCopy() || settings.get().sentCopyElsewhere(settled)) {
            mailbox.remove(settled, at);
            return settled;
        }
        Item saved = mailbox.replace(settled, at);
        String sentItems = mailbox.folder(WellKnownFolder.SENT_ITEMS).id();
        return saved.folderId().equals(sentItems) ? saved : mailbox.move(saved, sentItems, at);
    }

    private Item afterSend(Item item, Instant at) {
        ExchangeSettings now = settings.get();
        return switch (now.immutableIdSurvivesSend()) {
            case Survival.YES -> item;
            case Survival.NO -> item.withImmutableId(mailboxes.ids().immutable(), null);
            case Survival.LATER -> item.withImmutableId(item.immutableId(), at.plusMillis(now.notFoundForMs()));
        };
    }
}
