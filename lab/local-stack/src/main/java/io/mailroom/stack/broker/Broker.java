package io.mailroom.stack.broker;

import io.cloudevents.CloudEvent;
import io.cloudevents.kafka.KafkaMessageFactory;
import io.mailroom.model.command.MailCommand;
import io.mailroom.model.id.ConnectionId;
import io.mailroom.model.wire.MailEvents;
import io.mailroom.stack.home.StackInfo;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * A broker and how to reach it, as Kafka's clients take it. Consumers of it belong to no group and see only what is
 * committed, as the contract demands, unless a setting says otherwise.
 */
public record Broker(Map<String, Object> settings) {
    private static final Duration POLL = Duration.ofMillis(200);

    public Broker {
        settings = Map.copyOf(settings);
    }

    public static Broker of(StackInfo stack) {
        return at(stack.kafka().bootstrapServers());
    }

    public static Broker at(String bootstrapServers) {
        return new Broker(Map.of("bootstrap.servers", bootstrapServers));
    }

    /** The same with one more setting of the clients that are made from it. */
    public Broker with(String setting, Object value) {
        var all = new HashMap<>(settings);
        all.put(setting, value);
        return new Broker(all);
    }

    public Admin admin() {
        return Admin.create(settings);
    }

    public KafkaProducer<byte[], byte[]> producer() {
        return new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
    }

    public KafkaConsumer<byte[], byte[]> consumer() {
        var all = new HashMap<String, Object>(Map.of(
                "isolation.level", "read_committed", "auto.offset.reset", "earliest", "enable.auto.commit", false));
        all.putAll(settings);
        return new KafkaConsumer<>(all, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    /** Of all partitions of a topic, from its beginning. */
    public KafkaConsumer<byte[], byte[]> consumerOf(String topic) {
        var consumer = consumer();
        try {
            List<TopicPartition> partitions = partitions(consumer, topic);
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            return consumer;
        } catch (RuntimeException e) {
            consumer.close();
            throw e;
        }
    }

    public static List<TopicPartition> partitions(KafkaConsumer<?, ?> consumer, String topic) {
        return consumer.partitionsFor(topic).stream()
                .map(partition -> new TopicPartition(topic, partition.partition()))
                .toList();
    }

    /** All that stands in a topic now; oldest first in each partition. */
    public void read(String topic, Consumer<ConsumerRecord<byte[], byte[]>> reader) {
        try (var consumer = consumerOf(topic)) {
            Map<TopicPartition, Long> ends = consumer.endOffsets(consumer.assignment());
            while (isBefore(consumer, ends)) {
                consumer.poll(POLL).forEach(reader);
            }
        }
    }

    public static boolean isBefore(KafkaConsumer<?, ?> consumer, Map<TopicPartition, Long> ends) {
        return ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue());
    }

    /** A command as the contract wants it: a CloudEvent in binary mode, keyed by its connection. */
    public static ProducerRecord<byte[], byte[]> record(String topic, MailCommand command) {
        return record(topic, command, MailEvents.command(command, Instant.now()));
    }

    public static ProducerRecord<byte[], byte[]> record(String topic, MailCommand command, CloudEvent event) {
        return record(topic, command.connection(), event);
    }

    public static ProducerRecord<byte[], byte[]> record(String topic, ConnectionId connection, CloudEvent event) {
        byte[] key = connection.value().getBytes(StandardCharsets.UTF_8);
        return KafkaMessageFactory.<byte[]>createWriter(topic, null, key).writeBinary(event);
    }

    /** Where a record stands, as {@code topic/partition/offset}. */
    public static String place(RecordMetadata at) {
        return at.topic() + "/" + at.partition() + "/" + at.offset();
    }
}
