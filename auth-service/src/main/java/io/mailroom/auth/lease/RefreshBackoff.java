package io.mailroom.auth.lease;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How long nobody asks again. Each failure in a row doubles the delay up to a limit; it is never shorter than the
 * platform's own {@code Retry-After}, which {@link io.mailroom.model.http.RetryAfter} bounds. Pure.
 */
enum RefreshBackoff {
    /** A fault that passes by itself. */
    TRANSIENT(Duration.ofSeconds(2), Duration.ofMinutes(2)),
    /** A loop or a throttled tenant: asking again at once makes it worse. */
    PAUSE(Duration.ofMinutes(5), Duration.ofHours(2));

    private static final int MOST_DOUBLINGS = 16;

    private final Duration first;
    private final Duration longest;

    RefreshBackoff(Duration first, Duration longest) {
        this.first = first;
        this.longest = longest;
    }

    /**
     * @param failures how often in a row it was put off before
     * @param retryAfter what the platform asked for
     */
    Duration delay(int failures, @Nullable Duration retryAfter) {
        Duration grown = first.multipliedBy(1L << Math.min(failures, MOST_DOUBLINGS));
        Duration own = grown.compareTo(longest) > 0 ? longest : grown;
        return retryAfter == null || retryAfter.compareTo(own) < 0 ? own : retryAfter;
    }
}
