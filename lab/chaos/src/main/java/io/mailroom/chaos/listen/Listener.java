package io.mailroom.chaos.listen;

import io.mailroom.chaos.plan.Poison;
import io.mailroom.model.id.ClientName;
import io.mailroom.model.topic.TopicNames;
import io.mailroom.stack.home.StackInfo;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** Reads the results of the whole round, {@code read_committed}, through every outage of the broker. */
public final class Listener implements AutoCloseable {
    private final KafkaConsumer<String, byte[]> consumer;
    private final List<Told> told = new ArrayList<>();
    private final Set<String> seen = new HashSet<>();
    private int answered;
    private final Thread thread = Thread.ofVirtual().name("listener").unstarted(this::listen);
    private volatile boolean closed;
    private volatile String failure = "";

    public Listener(StackInfo stack) {
        Map<String, Object> settings = Map.of(
                "bootstrap.servers",
                stack.kafka().bootstrapServers(),
                "isolation.level",
                "read_committed",
                "auto.offset.reset",
                "earliest",
                "enable.auto.commit",
                false);
        this.consumer = new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer());
        String topic = TopicNames.results(new ClientName(stack.client().name()));
        consumer.assign(consumer.partitionsFor(topic).stream()
                .map(partition -> new TopicPartition(topic, partition.partition()))
                .toList());
        consumer.seekToBeginning(consumer.assignment());
        thread.start();
    }

    private void listen() {
        try (consumer) {
            while (!closed) {
                consumer.poll(Duration.ofMillis(200)).forEach(this::hear);
            }
        } catch (RuntimeException e) {
            failure = "The results could not be read on: " + e;
        }
    }

    private void hear(ConsumerRecord<String, byte[]> record) {
        Told.of(record, Instant.now()).ifPresent(this::add);
    }

    private synchronized void add(Told one) {
        told.add(one);
        if (seen.add(one.command()) && !one.command().startsWith(Poison.PREFIX)) {
            answered++;
        }
    }

    public synchronized List<Told> told() {
        return List.copyOf(told);
    }

    /** How many of the round's commands have a final result. */
    public synchronized int answered() {
        return answered;
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
