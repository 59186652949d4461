package io.mailroom.promises;

/**
 * A final result as a client read it.
 *
 * @param event the id of its event: the same one again is the same result told again
 * @param command the id of the command that it answers
 * @param ofAnotherRecord it says why one record was not taken as that command, not how the command ended
 */
public record Result(String event, String command, String status, boolean ofAnotherRecord) {
    public Result(String event, String command, String status) {
        this(event, command, status, false);
    }
}
