package io.mailroom.m365.mailbox;

/** Where an item is on its way out. */
public enum Stage {
    DRAFT,
    /** Submitted, waiting in Drafts for transport. */
    PENDING,
    /** Sent or received. */
    SETTLED
}
