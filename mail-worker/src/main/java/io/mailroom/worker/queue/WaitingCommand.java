package io.mailroom.worker.queue;

import io.mailroom.worker.park.Parked;
import io.mailroom.worker.park.ParkedStub;

/**
 * A command that waits in a queue.
 *
 * @param <T> a command in memory
 */
public sealed interface WaitingCommand<T> {
    record FromMemory<T>(T command) implements WaitingCommand<T> {}

    /** Could not be kept in Kafka, or is still on its way there. */
    record Unstored<T>(Parked parked) implements WaitingCommand<T> {}

    /** @param storedAt offset in the parked topic */
    record FromKafka<T>(ParkedStub stub, long storedAt) implements WaitingCommand<T> {}
}
