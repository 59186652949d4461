package io.mailroom.m365.delta;

/**
 * A client's view of one folder, begun by a call without a token.
 *
 * @param highest the newest generation handed out; a token more than {@link #WINDOW} behind is forgotten (facts C1)
 */
public record DeltaStream(String id, String mailbox, String folderId, DeltaOptions options, long highest) {
    static final int WINDOW = 3;

    DeltaStream reached(long generation) {
        return new DeltaStream(id, mailbox, folderId, options, Math.max(highest, generation));
    }

    public boolean keeps(long generation) {
        return generation > highest - WINDOW;
    }
}
