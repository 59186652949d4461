package io.mailroom.worker.queue;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Rests after failures, twice as long each time, a minute at most. */
final class FailurePause {
    private static final Duration LONGEST = Duration.ofMinutes(1);

    private int failures;
    private @Nullable Instant until;

    /** @return when it is tried again */
    Instant failed(Instant now) {
        failures++;
        Duration doubled = Duration.ofSeconds(1L << Math.min(failures - 1, 6));
        until = now.plus(doubled.compareTo(LONGEST) < 0 ? doubled : LONGEST);
        return until;
    }

    int failures() {
        return failures;
    }

    void over() {
        failures = 0;
        until = null;
    }

    /** Nothing if there is none. */
    @Nullable
    Instant until(Instant now) {
        return Times.ahead(until, now) ? until : null;
    }
}
