package io.mailroom.model.time;

import java.time.Duration;

/**
 * Waits after failures, twice as long each time, up to a longest: a policy for each thing that is tried again. Pure; the
 * caller counts the failures, and waits.
 */
public enum Backoff {
    /** Before a call to Graph or for a token is made again. */
    CALL(Duration.ofMillis(500), Duration.ofMinutes(1)),
    /** Before the sent item of a mail is looked for again. */
    SENT_ITEM(Duration.ofMillis(100), Duration.ofSeconds(2)),
    /** Before a queue goes on after a failure that nobody foresaw. */
    QUEUE(Duration.ofSeconds(1), Duration.ofMinutes(1)),
    /** Before a transaction is tried again as it is. */
    TRANSACTION(Duration.ofMillis(50), Duration.ofSeconds(1)),
    /** Before the partitions of a client whose committer failed are taken over again. */
    COMMITTER(Duration.ofSeconds(1), Duration.ofMinutes(1)),
    /** As long as a client is held at least whose records were refused. */
    REFUSED_CLIENT(Duration.ofSeconds(15), Duration.ofMinutes(1)),
    /** Before Entra is asked again to refresh a token, after a fault that passes by itself. */
    REFRESH(Duration.ofSeconds(2), Duration.ofMinutes(2)),
    /** The same after a loop or a throttled tenant: asking again soon makes it worse. */
    THROTTLED_REFRESH(Duration.ofMinutes(5), Duration.ofHours(2));

    private final Duration first;
    private final Duration longest;

    Backoff(Duration first, Duration longest) {
        this.first = first;
        this.longest = longest;
    }

    public Duration first() {
        return first;
    }

    /** @param failures so far; none counts as one */
    public Duration after(int failures) {
        Duration wait = first;
        for (int i = 1; i < failures && wait.compareTo(longest) < 0; i++) {
            wait = next(wait);
        }
        return wait;
    }

    /** The wait that follows on this one. */
    public Duration next(Duration wait) {
        Duration twice = wait.multipliedBy(2);
        return twice.compareTo(longest) > 0 ? longest : twice;
    }
}
