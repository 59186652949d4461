package io.mailroom.worker.call;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * When to try again: a pure function. Only what may pass by itself comes here. The waits double, 0.5 s, 1 s, 2 s … up to
 * one minute, and are never shorter than the server asked for: one that says {@code Retry-After: 1} to every call (facts
 * D2) is not asked every second for as long as it is ill.
 */
public record RetryPolicy(int mostAttempts) {
    private static final Duration FIRST = Duration.ofMillis(500);
    private static final Duration LONGEST = Duration.ofMinutes(1);

    /**
     * @param attempt which attempt has just failed, from 1
     * @param notBefore what the server asked for, if it said anything
     */
    public Instant next(Instant now, int attempt, @Nullable Instant notBefore) {
        Instant own = now.plus(backoff(attempt));
        return notBefore != null && notBefore.isAfter(own) ? notBefore : own;
    }

    static Duration backoff(int attempt) {
        // 2^7 halves of a second are over the bound already; more would only overflow.
        Duration doubled = FIRST.multipliedBy(1L << Math.min(Math.max(attempt, 1) - 1, 7));
        return doubled.compareTo(LONGEST) > 0 ? LONGEST : doubled;
    }

    /** @param failures of the command in all, also before it was parked */
    public boolean spent(int failures) {
        return failures >= mostAttempts;
    }
}
