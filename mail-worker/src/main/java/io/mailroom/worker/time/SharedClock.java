package io.mailroom.worker.time;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The one clock of a worker: the brokers' time, which all workers share, counted on by a counter that nobody can set.
 *
 * <p>Promises: it never goes back and never leaps while a session runs, whatever becomes of the machine's clock. Where it
 * turns out to be wrong, {@link #compare} says so, the session ends, and {@link #begin} sets it before the next one:
 * waits, timers and ages never meet two times. Where the brokers do not tell their time, the machine's clock stands for
 * it.
 */
public final class SharedClock extends Clock implements Stopwatch.Source {
    /** Further apart than this, the session ends and the next begins by the right time. */
    public static final Duration APART = Duration.ofSeconds(10);

    /** Before the first comparison nothing was begun, so that being exact costs nothing. */
    static final Duration APART_AT_FIRST = Duration.ofSeconds(1);

    /** A slower answer says too little of when it was given. */
    public static final Duration SLOWEST_ANSWER = Duration.ofSeconds(2);

    /** At each comparison, so that counters which run unequally never come apart. */
    private static final Duration MOST_AT_ONCE = Duration.ofMillis(10);

    /** One reading may be wrong where a broker has just taken over from another. */
    private static final int READINGS = 2;

    private static final Duration KNOWN_FOR = Duration.ofMinutes(1);

    private final LongSupplier nanos;
    private final Clock machine;
    private final Stopwatch.Source stopwatches;
    private Instant anchor;
    private long anchored;
    private Instant newest = Instant.MIN;
    private boolean compared;
    private int apart;
    private @Nullable Correction correction;
    private @Nullable Seen seen;

    private record Correction(Instant time, long at) {}

    /** @param ahead how far the machine's clock was ahead of the brokers'; nothing if they do not tell */
    private record Seen(Optional<Duration> ahead, long at) {}

    public SharedClock() {
        this(System::nanoTime, Clock.systemUTC());
    }

    /**
     * @param nanos goes on evenly and is never set
     * @param machine may be wrong and may be set at any time
     */
    public SharedClock(LongSupplier nanos, Clock machine) {
        this.nanos = nanos;
        this.machine = machine;
        this.stopwatches = Stopwatch.by(() -> Instant.EPOCH.plusNanos(nanos.getAsLong()), machine);
        this.anchor = machine.instant();
        this.anchored = nanos.getAsLong();
    }

    @Override
    public synchronized Instant instant() {
        Instant time = at(nanos.getAsLong());
        newest = time.isAfter(newest) ? time : newest;
        return newest;
    }

    private Instant at(long when) {
        return anchor.plusNanos(when - anchored);
    }

    /** To be taken before the brokers are asked. */
    public long mark() {
        return nanos.getAsLong();
    }

    /**
     * @param asked the {@link #mark} from before the question
     * @return whether this clock is wrong and the session must end
     */
    public synchronized boolean compare(long asked, BrokersTime answer) {
        long now = nanos.getAsLong();
        return switch (answer) {
            case BrokersTime.Told(Instant time) -> {
                Duration took = Duration.ofNanos(now - asked);
                if (took.compareTo(SLOWEST_ANSWER) > 0) {
                    yield false;
                }
                Instant theirs = time.plus(took.dividedBy(2));
                seen = new Seen(Optional.of(Duration.between(theirs, machine.instant())), now);
                yield follow(theirs, now);
            }
            case BrokersTime.Withheld _ -> {
                seen = new Seen(Optional.empty(), now);
                yield follow(machine.instant(), now);
            }
        };
    }

    private boolean follow(Instant right, long now) {
        Duration wrong = Duration.between(at(now), right);
        boolean first = !compared;
        compared = true;
        if (wrong.abs().compareTo(first ? APART_AT_FIRST : APART) <= 0) {
            apart = 0;
            correction = null;
            anchor = anchor.plus(bounded(wrong));
            return false;
        }
        apart++;
        if (first || apart >= READINGS) {
            correction = new Correction(right, now);
            return true;
        }
        return false;
    }

    private static Duration bounded(Duration wrong) {
        Duration most = wrong.isNegative() ? MOST_AT_ONCE.negated() : MOST_AT_ONCE;
        return wrong.abs().compareTo(MOST_AT_ONCE) > 0 ? most : wrong;
    }

    /**
     * To be called while no session runs: what was found to be the right time is taken over.
     *
     * @return by how much the clock was set
     */
    public synchronized Duration begin() {
        if (correction == null) {
            return Duration.ZERO;
        }
        Instant before = instant();
        anchor = correction.time();
        anchored = correction.at();
        newest = Instant.MIN;
        apart = 0;
        correction = null;
        return Duration.between(before, instant());
    }

    /** How far the machine's clock is ahead of the brokers'; empty while nobody knows. */
    public synchronized Optional<Duration> machineAhead() {
        return seen == null || Duration.ofNanos(nanos.getAsLong() - seen.at()).compareTo(KNOWN_FOR) > 0
                ? Optional.empty()
                : seen.ahead();
    }

    /** For what must not be believed to be younger than it is. */
    @Override
    public Stopwatch start() {
        return stopwatches.start();
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return this;
    }
}
