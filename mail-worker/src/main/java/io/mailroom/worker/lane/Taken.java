package io.mailroom.worker.lane;

import io.mailroom.worker.park.Parked;

/**
 * A command that waits in a line.
 *
 * @param <T> a command in memory
 */
public sealed interface Taken<T> {
    record FromMemory<T>(T command) implements Taken<T> {}

    /**
     * @param storedAt offset in the parked topic; negative if its transaction is still under way
     * @param weight bytes that it takes when it is read
     */
    record FromKafka<T>(Parked parked, long storedAt, long weight) implements Taken<T> {}
}
