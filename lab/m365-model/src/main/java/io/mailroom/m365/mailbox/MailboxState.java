package io.mailroom.m365.mailbox;

import java.util.List;

/** All of a mailbox, for the snapshot. */
public record MailboxState(
        String oid, long lastKey, long lastChange, List<Folder> folders, List<Item> items, List<Removal> removals) {}
