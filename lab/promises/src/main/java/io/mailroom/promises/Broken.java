package io.mailroom.promises;

/**
 * A promise that was broken.
 *
 * @param command the id of the command, or whatever the mail of no command says
 * @param how in words
 */
public record Broken(Promise promise, String command, String how) {
    @Override
    public String toString() {
        return command + " " + promise.broken() + ": " + how;
    }
}
