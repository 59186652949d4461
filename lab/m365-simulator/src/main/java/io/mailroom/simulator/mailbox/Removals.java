package io.mailroom.simulator.mailbox;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;

/** Deleting as Exchange does it: first to Deleted Items, from there for good. The caller holds the lock. */
public final class Removals {
    private Removals() {}

    /** @param keepFirst false: straight to the recoverable items, which no call lists */
    public static void delete(Mailbox mailbox, Item item, boolean keepFirst, Instant now) {
        Folder deleted = mailbox.folder(WellKnownFolder.DELETED_ITEMS);
        Item known = item.stage() == Stage.PENDING ? takeBack(mailbox, item, now) : item;
        if (keepFirst && !known.folderId().equals(deleted.id())) {
            mailbox.move(known, deleted.id(), now);
        } else {
            mailbox.remove(known, now);
        }
    }

    /** A mail that still waits for transport becomes a draft again and is not sent. */
    private static Item takeBack(Mailbox mailbox, Item item, Instant now) {
        ObjectNode properties = item.properties().deepCopy().put("isDraft", true);
        return mailbox.replace(item.withProperties(properties).at(Stage.DRAFT), now);
    }
}
