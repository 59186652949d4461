package io.mailroom.worker.journal;

import io.mailroom.worker.record.RawRecord;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.TimeoutException;

/**
 * Reads single records, several at a time and one of each partition, each in its turn: a partition without a leader holds
 * up its own records and one of the readers, and that for a bounded time.
 */
final class PointReads implements AutoCloseable {
    /** One record is asked for, so no more than the batch that it stands in is sent. */
    static final Map<String, Object> CONFIG =
            Map.of(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 1, ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, 1);

    private static final int READERS = 4;
    private static final Duration POLL = Duration.ofMillis(100);
    private static final Duration LONGEST = Duration.ofSeconds(10);

    private final ConsumerPool consumers;
    /** Bound: one for each partition of the compacted topics. */
    private final ConcurrentMap<TopicPartition, Semaphore> turns = new ConcurrentHashMap<>();

    private final Semaphore readers = new Semaphore(READERS, true);

    /** @param make makes a consumer; as many as are needed at once are made, and kept */
    PointReads(Supplier<Consumer<byte[], byte[]>> make) {
        this.consumers = new ConsumerPool(READERS, make);
    }

    /** @throws org.apache.kafka.common.KafkaException if it cannot be read, or not in time */
    Optional<RawRecord> at(TopicPartition place, long offset) throws InterruptedException {
        Semaphore turn = turns.computeIfAbsent(place, _ -> new Semaphore(1, true));
        turn.acquire();
        try {
            readers.acquire();
            try {
                return consumers.use(consumer -> read(consumer, place, offset));
            } catch (InterruptException e) {
                throw new InterruptedException();
            } finally {
                readers.release();
            }
        } finally {
            turn.release();
        }
    }

    private static Optional<RawRecord> read(Consumer<byte[], byte[]> reader, TopicPartition place, long offset)
            throws InterruptedException {
        reader.assign(List.of(place));
        reader.seek(place, offset);
        long end = System.nanoTime() + LONGEST.toNanos();
        while (reader.position(place, LONGEST) <= offset) {
            for (ConsumerRecord<byte[], byte[]> record : reader.poll(POLL)) {
                return record.offset() == offset ? Optional.of(RawRecord.of(record)) : Optional.empty();
            }
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
            if (System.nanoTime() > end) {
                throw new TimeoutException(place + " was not read at " + offset + " within " + LONGEST);
            }
        }
        return Optional.empty();
    }

    @Override
    public void close() {
        consumers.close();
    }
}
