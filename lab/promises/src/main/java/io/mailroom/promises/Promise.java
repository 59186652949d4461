package io.mailroom.promises;

/** What Mailroom promises of every command. */
public enum Promise {
    /** Each record of a command is answered. */
    NOT_LOST("LOST"),
    /** A command has one result, however often it is published. */
    ONE_RESULT("TWO RESULTS"),
    /** The result is not told more often than it is asked for. */
    TOLD_ONCE("TOLD AGAIN"),
    ONE_MAIL("DUPLICATED"),
    /** {@code SENT} is said of a mail that went out. */
    NO_FALSE_CLAIM("FALSE CLAIM"),
    /** Whatever else is certain is said of a mail that did not. */
    NO_FALSE_DENIAL("FALSE DENIAL"),
    /** {@code UNKNOWN} is said only where the mailbox cannot tell. */
    NOT_NEEDLESSLY_UNKNOWN("NEEDLESSLY UNKNOWN"),
    /** The mails of a mailbox go out in the order of its commands. */
    IN_ORDER("OUT OF ORDER"),
    /** Nothing is sent that nobody asked for. */
    NOTHING_UNASKED("STRANGER");

    private final String broken;

    Promise(String broken) {
        this.broken = broken;
    }

    /** How it is called when it is broken. */
    public String broken() {
        return broken;
    }
}
