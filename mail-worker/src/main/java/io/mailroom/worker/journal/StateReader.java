package io.mailroom.worker.journal;

import io.mailroom.worker.record.RawRecord;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

/** Reads what was committed to the internal, compacted topics. */
public interface StateReader {
    /**
     * A part of a partition.
     *
     * @param to the first offset behind it; what lies behind the partition's end is not waited for
     */
    record Stretch(String topic, int partition, long from, long to) {
        public static Stretch from(String topic, int partition, long from) {
            return new Stretch(topic, partition, from, Long.MAX_VALUE);
        }

        public static Stretch whole(String topic, int partition) {
            return from(topic, partition, 0);
        }

        public boolean contains(RawRecord record) {
            return record.offset() >= from
                    && record.offset() < to
                    && record.partition() == partition
                    && record.topic().equals(topic);
        }
    }

    /** Gets what is read. */
    @FunctionalInterface
    interface Sink extends Consumer<RawRecord> {
        /** Told once, before the first record: up to where each will be read. Not each offset has a record. */
        default void begins(Map<Stretch, Long> ends) {}
    }

    /**
     * Everything in these stretches, no two of one partition, up to where their partitions end now; a record without a
     * value means that its key was deleted.
     *
     * <p>Promise: whatever a former owner has committed is seen.
     *
     * @return for each, up to where it was read: everything of it below was seen
     * @throws TimeoutException if nothing came for too long
     */
    Map<Stretch, Long> read(Collection<Stretch> stretches, Sink sink) throws TimeoutException;

    /** The lowest offset from which on records were written at that time or later; the end if there are none. */
    long since(String topic, int partition, Instant time);

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

    /**
     * The newest committed record under a key, by reading the whole partition; empty if none stands there.
     *
     * @throws StateUnreadable if it cannot be read now, whatever the reason
     */
    default Optional<RawRecord> newest(String topic, int partition, byte[] key) {
        var newest = new AtomicReference<Optional<RawRecord>>(Optional.empty());
        try {
            read(List.of(Stretch.whole(topic, partition)), record -> {
                if (Arrays.equals(key, record.key())) {
                    newest.set(Optional.of(record));
                }
            });
        } catch (TimeoutException | RuntimeException e) {
            throw new StateUnreadable(topic, partition, 0, e);
        }
        return newest.get().filter(record -> record.value() != null);
    }
}
