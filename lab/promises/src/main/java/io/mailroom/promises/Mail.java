package io.mailroom.promises;

/**
 * A mail that left, by the record of the mailboxes.
 *
 * @param number its place in the order of all that Exchange took
 * @param command the id of the command that asked for it
 */
public record Mail(long number, String command) {}
