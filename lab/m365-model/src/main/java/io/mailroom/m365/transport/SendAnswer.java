package io.mailroom.m365.transport;

/** What a send of an item gets, as far as the item decides it. */
public enum SendAnswer {
    ACCEPTED,
    NOT_FOUND,
    ALREADY_SUBMITTED
}
