package io.mailroom.chaos.plan;

/** What is laid beside its mail and its result. */
public interface Command {
    /** The CloudEvent id, and the subject of the mail. */
    String id();

    /** Which of the connected ones; the mails of one keep the order of its commands. */
    int mailbox();
}
