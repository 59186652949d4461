package io.mailroom.worker.lane;

import io.mailroom.model.result.ResultCode;
import io.mailroom.worker.park.Parked;
import java.time.Instant;

/**
 * What lines have done.
 *
 * @param <T> a command in memory
 */
public interface LineWork<T> {
    /** Carries out a command; blocks the line's thread. */
    After run(T command);

    /** Reads a parked command and carries it out; blocks the line's thread. */
    After run(Parked parked, long storedAt);

    /** What is known of a command that is to be parked without having been begun. Pure. */
    Parked parked(T command, Instant due, ResultCode reason);

    /** Moves a command from memory to Kafka; returns at once and tells the lines when it is {@link Lines#stored}. */
    void park(T command, Parked parked);
}
