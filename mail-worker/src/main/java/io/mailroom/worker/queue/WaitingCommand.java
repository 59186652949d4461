package io.mailroom.worker.queue;

import io.mailroom.worker.journal.JournalKey;
import io.mailroom.worker.park.Parked;
import io.mailroom.worker.park.ParkedStub;
import org.jspecify.annotations.Nullable;

/**
 * A command that waits in a queue.
 *
 * @param <T> a command in memory
 */
public sealed interface WaitingCommand<T> {
    JournalKey key();

    record InMemory<T>(T command, JournalKey key) implements WaitingCommand<T> {}

    /**
     * In Kafka, or on its way there.
     *
     * @param unstored the whole of it, until its transaction is committed; for ever if it could not be kept
     * @param storedAt offset in the parked topic, negative until then
     * @param weight bytes that it takes when it is read
     */
    record InKafka<T>(ParkedStub stub, @Nullable Parked unstored, long storedAt, long weight)
            implements WaitingCommand<T> {
        static <T> InKafka<T> onItsWay(Parked parked, long weight) {
            return new InKafka<>(parked.stub(), parked, -1, weight);
        }

        static <T> InKafka<T> at(ParkedStub stub, long storedAt, long weight) {
            return new InKafka<>(stub, null, storedAt, weight);
        }

        boolean stored() {
            return storedAt >= 0;
        }

        @Override
        public JournalKey key() {
            return stub.key();
        }
    }
}
