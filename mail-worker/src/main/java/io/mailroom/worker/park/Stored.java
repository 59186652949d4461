package io.mailroom.worker.park;

import io.mailroom.model.id.ConnectionId;
import io.mailroom.model.result.ResultCode;
import java.time.Instant;

/**
 * A parked command as a takeover finds it: what is remembered of it, where it stands, and what tells its place in the queue.
 * Without its other words, because there may be as many at a time as a partition has.
 *
 * @param topicId as in {@link Parked}
 * @param offset as in {@link Parked}
 * @param type as in {@link Parked}
 * @param storedAt its offset in {@code mail.parked}
 * @param weight bytes that it takes when it is read
 */
public record Stored(
        String topicId,
        long offset,
        ConnectionId connection,
        String type,
        ResultCode reason,
        Instant receivedAt,
        ParkedStub stub,
        long storedAt,
        long weight) {
    /** The topic's id and the type are shared, since they are few. */
    public static Stored of(Parked parked, long storedAt, long weight) {
        return new Stored(
                parked.topicId().intern(),
                parked.offset(),
                parked.connection(),
                parked.type().intern(),
                parked.reason(),
                parked.receivedAt(),
                parked.stub(),
                storedAt,
                weight);
    }

    /** The same at another place of its queue. */
    public Stored at(long place) {
        return new Stored(topicId, offset, connection, type, reason, receivedAt, stub.at(place), storedAt, weight);
    }
}
