package io.mailroom.worker.journal;

import io.mailroom.worker.intake.RawRecord;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Reads compacted topics of a real broker, without a group.
 *
 * <p>The end of a partition is taken from the log itself and not from the last stable offset, so a transaction that a
 * killed worker left behind is waited for until the broker has settled it.
 */
public final class CompactedReader implements StateReader, AutoCloseable {
    private static final Duration POLL = Duration.ofMillis(100);
    private static final int QUESTION_MILLIS = 10_000;

    private final Map<String, Object> connection;
    private final Duration bound;
    private final SingleReads singles;

    /**
     * @param connection how to reach the brokers; everything else is fixed here
     * @param bound of {@link #read}
     */
    public CompactedReader(Map<String, Object> connection, Duration bound) {
        this.connection = Map.copyOf(connection);
        this.bound = bound;
        this.singles = new SingleReads(() -> consumer(IsolationLevel.READ_COMMITTED, SingleReads.CONFIG));
    }

    @Override
    public void read(Collection<String> topics, Collection<Integer> partitions, Consumer<RawRecord> sink)
            throws TimeoutException {
        var places = topics.stream()
                .flatMap(topic -> partitions.stream().map(partition -> new TopicPartition(topic, partition)))
                .toList();
        Map<TopicPartition, Long> ends = endsOfLogs(places);
        try (var consumer = consumer(IsolationLevel.READ_COMMITTED, Map.of())) {
            consumer.assign(places);
            consumer.seekToBeginning(places);
            long deadline = System.nanoTime() + bound.toNanos();
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                consumer.poll(POLL).forEach(record -> sink.accept(RawRecord.of(record)));
                if (System.nanoTime() > deadline) {
                    throw new TimeoutException(topics + " were not read to their ends within " + bound);
                }
            }
        }
    }

    private Map<TopicPartition, Long> endsOfLogs(Collection<TopicPartition> places) {
        try (var consumer = consumer(IsolationLevel.READ_UNCOMMITTED, Map.of())) {
            return consumer.endOffsets(places);
        }
    }

    @Override
    public Optional<RawRecord> at(String topic, int partition, long offset) throws InterruptedException {
        return singles.at(new TopicPartition(topic, partition), offset);
    }

    private KafkaConsumer<byte[], byte[]> consumer(IsolationLevel isolation, Map<String, Object> more) {
        var config = new HashMap<>(connection);
        config.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, isolation.toString());
        config.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        // A place that is compacted away is read from the next record on.
        config.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        config.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        // The polling thread waits for it; what is not there yet is asked for again.
        config.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, QUESTION_MILLIS);
        config.putAll(more);
        return new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    @Override
    public void close() {
        singles.close();
    }
}
