package io.mailroom.chaos.listen;

import io.mailroom.model.id.ClientName;
import io.mailroom.model.topic.TopicNames;
import io.mailroom.stack.home.StackInfo;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Reads the dead letters of the whole round, {@code read_committed}, and keeps of each what it is and not its bytes. */
public final class Graveyard implements AutoCloseable {
    /** Dead letters are large, and a round's program small. */
    private static final int FETCH_BYTES = 16 * 1024 * 1024;

    private final KafkaConsumer<byte[], byte[]> consumer;
    private final List<Buried> buried = new ArrayList<>();
    private final Thread thread = Thread.ofVirtual().name("graveyard").unstarted(this::read);
    private volatile boolean closed;
    private volatile String failure = "";

    public Graveyard(StackInfo stack) {
        Map<String, Object> settings = Map.of(
                "bootstrap.servers",
                stack.kafka().bootstrapServers(),
                "isolation.level",
                "read_committed",
                "auto.offset.reset",
                "earliest",
                "enable.auto.commit",
                false,
                "fetch.max.bytes",
                FETCH_BYTES,
                "max.partition.fetch.bytes",
                FETCH_BYTES,
                "max.poll.records",
                4);
        this.consumer = new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
        String topic = TopicNames.dead(new ClientName(stack.client().name()));
        consumer.assign(consumer.partitionsFor(topic).stream()
                .map(partition -> new TopicPartition(topic, partition.partition()))
                .toList());
        consumer.seekToBeginning(consumer.assignment());
        thread.start();
    }

    private void read() {
        try (consumer) {
            while (!closed) {
                consumer.poll(Duration.ofMillis(200)).forEach(record -> add(Buried.of(record)));
            }
        } catch (RuntimeException e) {
            failure = "The dead letters could not be read on: " + e;
        }
    }

    private synchronized void add(Buried one) {
        buried.add(one);
    }

    public synchronized List<Buried> buried() {
        return List.copyOf(buried);
    }

    /** Why nothing more will come, or nothing. */
    public String failure() {
        return failure;
    }

    @Override
    public void close() {
        closed = true;
    }
}
