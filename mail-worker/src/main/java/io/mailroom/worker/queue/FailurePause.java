package io.mailroom.worker.queue;

import io.mailroom.model.time.Backoff;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Rests after failures. */
final class FailurePause {
    private int failures;
    private @Nullable Instant until;

    /** @return when it is tried again */
    Instant failed(Instant now) {
        failures++;
        until = now.plus(Backoff.QUEUE.after(failures));
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
