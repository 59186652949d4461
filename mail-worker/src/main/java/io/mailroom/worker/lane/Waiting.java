package io.mailroom.worker.lane;

import io.mailroom.worker.journal.JournalKey;
import io.mailroom.worker.park.Parked;

/** Something in line. */
sealed interface Waiting<T> {
    JournalKey key();

    record Here<T>(T command, JournalKey key) implements Waiting<T> {}

    /**
     * @param storedAt offset in the parked topic, negative until its transaction is committed
     * @param weight bytes that it takes when it is read
     */
    record Away<T>(Parked parked, long storedAt, long weight) implements Waiting<T> {
        boolean stored() {
            return storedAt >= 0;
        }

        Away<T> storedAt(long offset) {
            return new Away<>(parked, offset, weight);
        }

        @Override
        public JournalKey key() {
            return parked.key();
        }
    }
}
