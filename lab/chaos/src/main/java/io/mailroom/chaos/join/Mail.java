package io.mailroom.chaos.join;

/**
 * A mail that Exchange took.
 *
 * @param number its place in the order of all that Exchange took
 * @param command what its subject says
 */
public record Mail(long number, String command) {}
