package io.mailroom.worker.journal;

import static java.util.Objects.requireNonNull;

import io.mailroom.worker.record.RawRecord;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Reads compacted topics of a real broker, without a group.
 *
 * <p>The end of a partition is taken from the log itself and not from the last stable offset, so a transaction that a
 * killed worker left behind is waited for until the broker has ended it.
 */
public final class CompactedReader implements StateReader, AutoCloseable {
    private static final Duration POLL = Duration.ofMillis(100);
    private static final int QUESTION_MILLIS = 10_000;
    /** Each answer of a broker is waited for, and millions of records are read. */
    private static final Map<String, Object> MANY = Map.of(
            ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 5_000,
            ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, 4 << 20,
            ConsumerConfig.RECEIVE_BUFFER_CONFIG, 1 << 20);

    /** Of those that nobody uses; who finds none makes one. */
    private static final int KEPT = 4;

    private final Map<String, Object> connection;
    private final Duration bound;
    private final PointReads singles;
    private final ConsumerPool readers;
    private final ConsumerPool ofEnds;

    /**
     * @param connection how to reach the brokers; everything else is fixed here
     * @param bound on how long {@link #read} may stand still
     */
    public CompactedReader(Map<String, Object> connection, Duration bound) {
        this.connection = Map.copyOf(connection);
        this.bound = bound;
        this.singles = new PointReads(() -> consumer(IsolationLevel.READ_COMMITTED, PointReads.CONFIG));
        this.readers = new ConsumerPool(KEPT, () -> consumer(IsolationLevel.READ_COMMITTED, MANY));
        this.ofEnds = new ConsumerPool(KEPT, () -> consumer(IsolationLevel.READ_UNCOMMITTED, Map.of()));
    }

    @Override
    public Map<Stretch, Long> read(Collection<Stretch> stretches, Sink sink) throws TimeoutException {
        Map<TopicPartition, Stretch> wanted =
                stretches.stream().collect(Collectors.toMap(CompactedReader::place, stretch -> stretch));
        Map<TopicPartition, Long> logs = ofEnds.use(consumer -> consumer.endOffsets(wanted.keySet()));
        Map<Stretch, Long> ends = stretches.stream()
                .collect(Collectors.toMap(
                        stretch -> stretch,
                        stretch -> Math.min(requireNonNull(logs.get(place(stretch))), stretch.to())));
        sink.begins(ends);
        return readers.use(consumer -> {
            consumer.assign(wanted.keySet());
            wanted.forEach((place, stretch) -> consumer.seek(place, stretch.from()));
            readOn(consumer, wanted, ends, sink);
            return ends;
        });
    }

    /** However much there is: only standing still fails. */
    private void readOn(
            Consumer<byte[], byte[]> consumer, Map<TopicPartition, Stretch> wanted, Map<Stretch, Long> ends, Sink sink)
            throws TimeoutException {
        var left = new HashMap<>(ends);
        // Lower than what any positions come to; the first look is never a standstill.
        long before = Long.MIN_VALUE;
        long deadline = System.nanoTime() + bound.toNanos();
        while (true) {
            left.entrySet().removeIf(end -> consumer.position(place(end.getKey())) >= end.getValue());
            if (left.isEmpty()) {
                return;
            }
            long now = left.keySet().stream()
                            .map(CompactedReader::place)
                            .mapToLong(consumer::position)
                            .sum()
                    - left.size();
            if (now != before) {
                before = now;
                deadline = System.nanoTime() + bound.toNanos();
            } else if (System.nanoTime() - deadline > 0) {
                throw new TimeoutException("nothing more of " + left.keySet() + " came within " + bound);
            }
            consumer.poll(POLL).forEach(record -> {
                RawRecord raw = RawRecord.of(record);
                if (requireNonNull(wanted.get(new TopicPartition(record.topic(), record.partition())))
                        .contains(raw)) {
                    sink.accept(raw);
                }
            });
        }
    }

    @Override
    public long since(String topic, int partition, Instant time) {
        var place = new TopicPartition(topic, partition);
        return readers.use(consumer -> {
            OffsetAndTimestamp found =
                    consumer.offsetsForTimes(Map.of(place, time.toEpochMilli())).get(place);
            return found == null ? consumer.endOffsets(List.of(place)).getOrDefault(place, 0L) : found.offset();
        });
    }

    private static TopicPartition place(Stretch stretch) {
        return new TopicPartition(stretch.topic(), stretch.partition());
    }

    @Override
    public Optional<RawRecord> at(String topic, int partition, long offset) throws InterruptedException {
        return singles.at(new TopicPartition(topic, partition), offset);
    }

    private Consumer<byte[], byte[]> consumer(IsolationLevel isolation, Map<String, Object> more) {
        var config = new HashMap<>(connection);
        config.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, isolation.toString());
        config.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        // A place that is compacted away is read from the next record on.
        config.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        config.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        // What is asked for is there. A broker that waits for more delays what the same consumer asks for next.
        config.put(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, 20);
        // The polling thread waits for it; what is not there yet is asked for again.
        config.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, QUESTION_MILLIS);
        config.putAll(more);
        return new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    @Override
    public void close() {
        try (singles;
                readers) {
            ofEnds.close();
        }
    }
}
