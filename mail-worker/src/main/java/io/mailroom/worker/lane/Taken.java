package io.mailroom.worker.lane;

import io.mailroom.worker.park.Parked;
import io.mailroom.worker.park.ParkedStub;

/**
 * A command that waits in a line.
 *
 * @param <T> a command in memory
 */
public sealed interface Taken<T> {
    record FromMemory<T>(T command) implements Taken<T> {}

    /** Could not be kept in Kafka, or is still on its way there. */
    record Unstored<T>(Parked parked) implements Taken<T> {}

    /** @param storedAt offset in the parked topic */
    record FromKafka<T>(ParkedStub stub, long storedAt) implements Taken<T> {}
}
