package io.mailroom.worker.queue;

import io.mailroom.worker.journal.JournalKey;
import io.mailroom.worker.park.Parked;
import io.mailroom.worker.park.ParkedStub;
import org.jspecify.annotations.Nullable;

/** Something in a queue. */
sealed interface Queued<T> {
    JournalKey key();

    record Here<T>(T command, JournalKey key) implements Queued<T> {}

    /**
     * @param unstored the whole of it, until its transaction is committed
     * @param storedAt offset in the parked topic, negative until then
     * @param weight bytes that it takes when it is read
     */
    record Away<T>(ParkedStub stub, @Nullable Parked unstored, long storedAt, long weight) implements Queued<T> {
        static <T> Away<T> onItsWay(Parked parked, long weight) {
            return new Away<>(parked.stub(), parked, -1, weight);
        }

        static <T> Away<T> stored(Parked parked, long storedAt, long weight) {
            return new Away<>(parked.stub(), storedAt < 0 ? parked : null, storedAt, weight);
        }

        boolean stored() {
            return storedAt >= 0;
        }

        /** Where it is, and otherwise as that says. */
        Away<T> staying(ParkedStub now) {
            return new Away<>(now, null, storedAt, weight);
        }

        Away<T> storedAt(long offset) {
            return new Away<>(stub, null, offset, weight);
        }

        @Override
        public JournalKey key() {
            return stub.key();
        }
    }
}
