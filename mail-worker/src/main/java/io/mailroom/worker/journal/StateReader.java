package io.mailroom.worker.journal;

import io.mailroom.worker.intake.RawRecord;
import java.util.Collection;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/** Reads what was committed to the internal, compacted topics. */
public interface StateReader {
    /**
     * Everything in these partitions up to where they end now; a record without a value means that its key was deleted.
     *
     * <p>Promise: whatever a former owner has committed is seen.
     *
     * @throws TimeoutException if an end was not reached in time
     */
    void read(Collection<String> topics, Collection<Integer> partitions, Consumer<RawRecord> sink)
            throws TimeoutException;

    /**
     * One committed record; blocks until it is read.
     *
     * @return empty if it was compacted away, since something newer stands under its key
     * @throws RuntimeException if it cannot be read now
     * @throws InterruptedException if the thread is to stop
     */
    Optional<RawRecord> at(String topic, int partition, long offset) throws InterruptedException;

    /**
     * Like {@link #at}.
     *
     * @throws StateUnreadable if it cannot be read now, whatever the reason
     */
    default Optional<RawRecord> committed(String topic, int partition, long offset) throws InterruptedException {
        try {
            return at(topic, partition, offset);
        } catch (RuntimeException e) {
            throw new StateUnreadable(topic, partition, offset, e);
        }
    }
}
