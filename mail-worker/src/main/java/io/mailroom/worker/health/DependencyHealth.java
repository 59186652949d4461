package io.mailroom.worker.health;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * Which of the parts that a worker needs do not answer, and since when, told by those who call them. A part that answers
 * one caller is there for all, so a single slow mailbox makes nothing look away for longer than until the next call.
 */
public final class DependencyHealth {
    /** Bound: the auth service, and the Graph host of each cloud that it is configured with. */
    private final ConcurrentMap<String, Silence> silences = new ConcurrentHashMap<>();

    private final Clock clock;

    /**
     * @param since when the first call ended without an answer after the last one that had one
     * @param calls without an answer since then
     * @param how the newest of them ended: a status and a code, and nothing else of the answer
     */
    public record Silence(Instant since, int calls, String how) {
        @Override
        public String toString() {
            return "no answer since %s, %d calls, last: %s".formatted(since, calls, how);
        }
    }

    public DependencyHealth(Clock clock) {
        this.clock = clock;
    }

    public void answered(String part) {
        silences.remove(part);
    }

    public void silent(String part, String how) {
        Instant now = clock.instant();
        silences.merge(
                part, new Silence(now, 1, how), (known, _) -> new Silence(known.since(), known.calls() + 1, how));
    }

    /** By the part's name; empty while all that was called answers. */
    public Map<String, Silence> silences() {
        return new TreeMap<>(silences);
    }

    /** How long the part that has been silent longest has been so. */
    public Duration longest() {
        Instant now = clock.instant();
        return silences.values().stream()
                .map(silence -> Duration.between(silence.since(), now))
                .max(Duration::compareTo)
                .orElse(Duration.ZERO);
    }
}
