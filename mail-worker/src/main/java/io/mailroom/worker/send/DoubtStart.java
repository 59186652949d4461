package io.mailroom.worker.send;

import java.time.Duration;
import java.time.Instant;

/**
 * From when on a permission's longest send counts. What this worker has permitted itself since it owns the partition, it
 * knows exactly. What a former owner permitted it only knows to be older than that, since nothing that another clock says
 * can prove that a mail was not sent.
 */
final class DoubtStart {
    /** A permission that is further ahead is another clock's, and nobody waits for that. */
    private static final Duration AHEAD = Duration.ofSeconds(30);

    private DoubtStart() {}

    /**
     * @param ownedSince when everything was read that a former owner had committed
     * @return not after {@code now + AHEAD}
     */
    static Instant from(Instant permittedAt, Instant ownedSince, Instant now) {
        boolean own = !permittedAt.isBefore(ownedSince) && !permittedAt.isAfter(now.plus(AHEAD));
        return own ? permittedAt : ownedSince;
    }
}
