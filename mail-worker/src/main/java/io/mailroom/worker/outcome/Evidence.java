package io.mailroom.worker.outcome;

import io.mailroom.model.id.MailboxAddress;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What was seen on the way to an ending. Each step adds to it.
 *
 * @param leftover what may stand in the mailbox, or come to stand there, that nobody wants any more
 */
public record Evidence(
        int attempts,
        @Nullable Instant submittedAt,
        @Nullable String requestId,
        @Nullable MailboxAddress mailbox,
        Leftover leftover) {
    /** A draft that is to be cleared away once the command has its result. */
    public enum Leftover {
        NONE,
        /** It stands there. */
        NOW,
        /** It was asked for, and no answer came: it may still be made, late. */
        LATER
    }

    public static Evidence none() {
        return new Evidence(0, null, null, null, Leftover.NONE);
    }

    public Evidence attempt(int attempts) {
        return new Evidence(attempts, submittedAt, requestId, mailbox, leftover);
    }

    public Evidence submitted(Instant at) {
        return new Evidence(attempts, at, requestId, mailbox, leftover);
    }

    public Evidence request(@Nullable String id) {
        return new Evidence(attempts, submittedAt, id == null ? requestId : id, mailbox, leftover);
    }

    public Evidence lostDraft() {
        return new Evidence(attempts, submittedAt, requestId, mailbox, Leftover.LATER);
    }

    public Evidence draftLeft() {
        return leftover == Leftover.LATER
                ? this
                : new Evidence(attempts, submittedAt, requestId, mailbox, Leftover.NOW);
    }

    public Evidence of(MailboxAddress address) {
        return new Evidence(attempts, submittedAt, requestId, address, leftover);
    }
}
