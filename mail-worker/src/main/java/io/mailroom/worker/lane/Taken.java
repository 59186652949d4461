package io.mailroom.worker.lane;

import io.mailroom.worker.park.Parked;

/**
 * A command that was taken out of its line.
 *
 * @param <T> a command in memory
 */
public sealed interface Taken<T> {
    record FromMemory<T>(T command) implements Taken<T> {}

    /** @param storedAt offset in the parked topic; negative if its transaction is still under way */
    record FromKafka<T>(Parked parked, long storedAt) implements Taken<T> {}
}
