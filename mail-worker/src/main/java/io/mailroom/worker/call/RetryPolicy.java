package io.mailroom.worker.call;

import io.mailroom.model.time.Backoff;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * When to try again: a pure function. Only what may pass by itself comes here. The waits are
 * {@link Backoff#CALL}, and never shorter than the server asked for: one that says {@code Retry-After: 1} to every call (facts
 * D2) is not asked every second for as long as it is ill.
 */
public record RetryPolicy(int mostAttempts) {
    /**
     * @param attempt which attempt has just failed, from 1
     * @param notBefore what the server asked for, if it said anything
     */
    public Instant next(Instant now, int attempt, @Nullable Instant notBefore) {
        Instant own = now.plus(Backoff.CALL.after(attempt));
        return notBefore != null && notBefore.isAfter(own) ? notBefore : own;
    }

    /** @param failures of the command in all, also before it was parked */
    public boolean spent(int failures) {
        return failures >= mostAttempts;
    }
}
