package io.mailroom.worker.limit;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;

/**
 * At most so many sends of a mailbox in any window. Exchange Online takes 30 a minute; what is over that it accepts and
 * delays in silence (facts B11), so it is better to wait where it can be seen.
 *
 * <p>Takeovers keep the pace: what the journal knows of the last minute is counted in.
 */
public final class SendPace {
    private final int most;
    private final Duration window;
    private final ConcurrentMap<String, Deque<Instant>> sends = new ConcurrentHashMap<>();
    private volatile Instant swept = Instant.EPOCH;

    public SendPace(int most, Duration window) {
        this.most = most;
        this.window = window;
    }

    public Duration window() {
        return window;
    }

    /** @return nothing if one more may be sent now, which is then counted; else when to ask again */
    public Optional<Instant> take(String mailbox, Instant now) {
        sweep(now);
        Instant[] free = new Instant[1];
        sends.compute(key(mailbox), (_, known) -> {
            Deque<Instant> last = current(known, now);
            if (last.size() < most) {
                last.addLast(now);
            } else {
                free[0] = Collections.min(last).plus(window);
            }
            return last;
        });
        return Optional.ofNullable(free[0]);
    }

    /** A permission that was taken at this time was not used: it costs no place. */
    public void giveBack(String mailbox, Instant taken) {
        sends.computeIfPresent(key(mailbox), (_, known) -> {
            known.removeLastOccurrence(taken);
            return known.isEmpty() ? null : known;
        });
    }

    /**
     * Counts a send that the journal tells of. Its permission and its result tell of the same one, to the millisecond,
     * and this worker may have made it itself: it counts once.
     */
    public void counted(String mailbox, Instant at) {
        sends.compute(key(mailbox), (_, known) -> {
            Deque<Instant> last = known == null ? new ArrayDeque<>() : known;
            if (last.stream().noneMatch(send -> millis(send).equals(millis(at)))) {
                last.addLast(at);
            }
            return last;
        });
    }

    private static Instant millis(Instant time) {
        return time.truncatedTo(ChronoUnit.MILLIS);
    }

    private Deque<Instant> current(@Nullable Deque<Instant> known, Instant now) {
        Deque<Instant> last = known == null ? new ArrayDeque<>() : known;
        last.removeIf(at -> !at.plus(window).isAfter(now));
        return last;
    }

    /** An idle mailbox costs nothing. */
    private void sweep(Instant now) {
        if (swept.plus(window).isBefore(now)) {
            swept = now;
            sends.keySet()
                    .forEach(key -> sends.computeIfPresent(key, (_, known) -> {
                        Deque<Instant> last = current(known, now);
                        return last.isEmpty() ? null : last;
                    }));
        }
    }

    private static String key(String mailbox) {
        return mailbox.toLowerCase(Locale.ROOT);
    }
}
