package io.mailroom.worker.outcome;

import io.mailroom.model.id.MailboxAddress;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What was seen on the way to an ending. Each step adds to it. */
public record Evidence(
        int attempts,
        @Nullable Instant submittedAt,
        @Nullable String requestId,
        @Nullable MailboxAddress mailbox) {
    public static Evidence none() {
        return new Evidence(0, null, null, null);
    }

    public Evidence attempt(int attempts) {
        return new Evidence(attempts, submittedAt, requestId, mailbox);
    }

    public Evidence submitted(Instant at) {
        return new Evidence(attempts, at, requestId, mailbox);
    }

    public Evidence request(@Nullable String id) {
        return new Evidence(attempts, submittedAt, id == null ? requestId : id, mailbox);
    }

    public Evidence of(MailboxAddress address) {
        return new Evidence(attempts, submittedAt, requestId, address);
    }
}
