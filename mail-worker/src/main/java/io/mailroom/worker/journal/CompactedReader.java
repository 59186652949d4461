package io.mailroom.worker.journal;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.jspecify.annotations.Nullable;

/**
 * Reads partitions of compacted topics from their start to where they end now.
 *
 * <p>Promise: whatever a former owner has committed is seen. The end is taken from the log itself and not from the last
 * stable offset, so a transaction that a killed worker left behind is waited for until the broker has settled it.
 */
public final class CompactedReader {
    private static final Duration POLL = Duration.ofMillis(100);

    private final Map<String, Object> connection;
    private final Duration bound;

    /** @param connection how to reach the brokers; everything else is fixed here */
    public CompactedReader(Map<String, Object> connection, Duration bound) {
        this.connection = Map.copyOf(connection);
        this.bound = bound;
    }

    /** What stands in a record; no value means that the key was deleted. */
    public interface Sink {
        void accept(String topic, int partition, String key, byte @Nullable [] value);
    }

    /** @throws TimeoutException if an end was not reached within the bound */
    public void read(Collection<String> topics, Collection<Integer> partitions, Sink sink) throws TimeoutException {
        var places = topics.stream()
                .flatMap(topic -> partitions.stream().map(partition -> new TopicPartition(topic, partition)))
                .toList();
        Map<TopicPartition, Long> ends = endsOfLogs(places);
        try (var consumer = consumer(IsolationLevel.READ_COMMITTED)) {
            consumer.assign(places);
            consumer.seekToBeginning(places);
            long deadline = System.nanoTime() + bound.toNanos();
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                consumer.poll(POLL)
                        .forEach(record ->
                                sink.accept(record.topic(), record.partition(), record.key(), record.value()));
                if (System.nanoTime() > deadline) {
                    throw new TimeoutException(topics + " were not read to their ends within " + bound);
                }
            }
        }
    }

    private Map<TopicPartition, Long> endsOfLogs(Collection<TopicPartition> places) {
        try (var consumer = consumer(IsolationLevel.READ_UNCOMMITTED)) {
            return consumer.endOffsets(places);
        }
    }

    private KafkaConsumer<String, byte[]> consumer(IsolationLevel isolation) {
        var config = new HashMap<>(connection);
        config.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, isolation.toString());
        config.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        config.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        config.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        return new KafkaConsumer<>(config, new StringDeserializer(), new ByteArrayDeserializer());
    }
}
