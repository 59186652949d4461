package io.mailroom.m365.settings;

import io.mailroom.m365.mailbox.Item;
import java.time.Instant;

/** How Exchange behaves; each is asked for when it matters. All times in milliseconds of the clock handed in. */
public interface ExchangeSettings {
    /** From an accepted send until the item stands in Sent Items. */
    default long sentItemsDelayMs() {
        return 0;
    }

    /** From then until other mailboxes have it. */
    default long deliveryDelayMs() {
        return 0;
    }

    /** Microsoft's pages disagree (facts B7). */
    default Survival immutableIdSurvivesSend() {
        return Survival.YES;
    }

    /** How long {@code LATER} answers 404 before the id works again. */
    default long notFoundForMs() {
        return 2_000;
    }

    /** How long a new item stays unseen by an extended-property filter (facts G1.7). */
    default long keyFilterDelayMs() {
        return 0;
    }

    /** Whether an extended-property filter sees the item already. */
    default boolean seenByKeyFilter(Item item, Instant now) {
        return !item.createdAt().isAfter(now.minusMillis(keyFilterDelayMs()));
    }

    /** What a second send of one item gets while it can still be addressed. */
    default SecondSend secondSend() {
        return SecondSend.NOT_FOUND;
    }

    /** True: isDraft stays true until the item stands in Sent Items (facts G1.3 say false). */
    default boolean pendingIsDraft() {
        return false;
    }

    /** False: a deleted message goes straight to the recoverable items, which no call lists. */
    default boolean deletedItemsFolder() {
        return true;
    }

    /** For one app and one mailbox (facts D2). */
    default int maxConcurrentPerMailbox() {
        return 4;
    }

    /** For one app and one mailbox (facts D2). */
    default int maxRequestsPer10Minutes() {
        return 10_000;
    }

    /** For one mailbox; more are accepted and wait (facts B11). */
    default int maxSendsPerMinute() {
        return 30;
    }

    /** A first page may be empty and still have a next link. */
    default boolean deltaEmptyPageFirst() {
        return false;
    }

    /** A page repeats what the client was told before. */
    default boolean deltaDuplicates() {
        return false;
    }

    /** The first round tells of removals from before it began. */
    default boolean deltaRemovedInFirstRound() {
        return false;
    }

    /** How long a change stays unseen by delta. */
    default long deltaDelayMs() {
        return 0;
    }

    /** A regular expression: mail to these addresses is accepted and comes back as a report; empty: none. */
    default String ndrRecipients() {
        return "";
    }

    /** The copy of a sent mail stands in another mailbox than the one it was sent from. */
    default boolean sentCopyElsewhere() {
        return false;
    }

    /** The same of one mail. */
    default boolean sentCopyElsewhere(Item sent) {
        return sentCopyElsewhere();
    }
}
