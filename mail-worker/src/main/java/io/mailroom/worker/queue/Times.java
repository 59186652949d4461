package io.mailroom.worker.queue;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Times of which each may be missing. */
final class Times {
    private Times() {}

    static @Nullable Instant earlier(@Nullable Instant one, @Nullable Instant other) {
        if (one == null || other == null) {
            return one == null ? other : one;
        }
        return one.isBefore(other) ? one : other;
    }

    static boolean ahead(@Nullable Instant time, Instant now) {
        return time != null && time.isAfter(now);
    }
}
