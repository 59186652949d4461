package io.mailroom.m365.delta;

/**
 * Where a token stands. All of it is in the token, so reading a link again gives the same and what came since.
 *
 * @param cursor the last change the client has been told
 * @param roundStart the cursor with which the round began: what was born later is new to the client
 * @param removalsAfter removals up to here are not told: they were before the stream began
 * @param served messages told in the first round
 * @param complete the round is over: a deltaLink
 * @param emptied this round's artificial empty page is behind us
 */
public record DeltaPosition(
        String streamId,
        long generation,
        long cursor,
        long roundStart,
        long removalsAfter,
        int served,
        boolean complete,
        boolean emptied) {

    static DeltaPosition first(String streamId, long lastChange) {
        return new DeltaPosition(streamId, 0, 0, 0, lastChange, 0, false, false);
    }

    /** The same place, seen from a round that begins now if the last one was over. */
    DeltaPosition entered() {
        return complete
                ? new DeltaPosition(streamId, generation, cursor, cursor, removalsAfter, served, false, false)
                : this;
    }

    DeltaPosition more(long newCursor, int newlyServed) {
        return next(newCursor, newlyServed, false, true);
    }

    DeltaPosition done(long newCursor, int newlyServed) {
        return next(newCursor, newlyServed, true, false);
    }

    /** What follows a round that is never over: nothing, and then the same. */
    public DeltaPosition onAndOn() {
        return more(cursor, 0);
    }

    private DeltaPosition next(long newCursor, int newlyServed, boolean over, boolean isEmptied) {
        return new DeltaPosition(
                streamId, generation + 1, newCursor, roundStart, removalsAfter, served + newlyServed, over, isEmptied);
    }
}
