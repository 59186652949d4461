package io.mailroom.auth.lease;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** How long nobody asks again. Each setback in a row doubles the rest; what the platform asked for is never cut. Pure. */
enum Rests {
    /** A fault that passes by itself. */
    TRANSIENT(Duration.ofSeconds(2), Duration.ofMinutes(2)),
    /** A loop or a throttled tenant: asking again at once makes it worse. */
    PAUSE(Duration.ofMinutes(5), Duration.ofHours(2));

    private static final int MOST_DOUBLINGS = 16;

    private final Duration first;
    private final Duration longest;

    Rests(Duration first, Duration longest) {
        this.first = first;
        this.longest = longest;
    }

    /** @param setbacks how often in a row it was put off before */
    Duration after(int setbacks, @Nullable Duration asked) {
        Duration grown = first.multipliedBy(1L << Math.min(setbacks, MOST_DOUBLINGS));
        Duration own = grown.compareTo(longest) > 0 ? longest : grown;
        return asked == null || asked.compareTo(own) < 0 ? own : asked;
    }
}
