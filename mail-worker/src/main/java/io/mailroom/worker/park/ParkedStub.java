package io.mailroom.worker.park;

import io.mailroom.worker.index.IndexKey;
import io.mailroom.worker.journal.JournalKey;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What is remembered of a parked command while it waits; the rest is read from Kafka when its turn comes. There may be a
 * million, and each costs about 300 bytes of heap with its place in the queue.
 *
 * @param place in the queue of its mailbox
 * @param due not before this time
 * @param payload the short form of what waits for a time of its own, to be compared with what comes later under the same key
 * @param mayHaveBegun as in {@link Parked}
 */
public record ParkedStub(
        Parked.Kind kind,
        long place,
        JournalKey key,
        Instant due,
        @Nullable Instant expiresAt,
        @Nullable IndexKey payload,
        boolean mayHaveBegun) {
    /** The same at another place of its queue. */
    public ParkedStub at(long newPlace) {
        return new ParkedStub(kind, newPlace, key, due, expiresAt, payload, mayHaveBegun);
    }
}
