package io.mailroom.worker.outcome;

/**
 * What of the attempts at a command outlives its parking.
 *
 * @param failures failed attempts so far, of those that are counted
 * @param draftMayAppear a draft was asked for and no answer came: it may still be made, late
 */
public record History(int failures, boolean draftMayAppear) {
    public static final History NONE = new History(0, false);
}
