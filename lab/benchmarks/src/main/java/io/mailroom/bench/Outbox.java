package io.mailroom.bench;

import io.mailroom.model.id.ClientName;
import io.mailroom.model.id.CommandKey;
import io.mailroom.model.id.ConnectionId;
import io.mailroom.model.topic.TopicNames;
import io.mailroom.stack.broker.Broker;
import io.mailroom.stack.erp.Commands;
import io.mailroom.stack.home.StackInfo;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;

/** The topic of commands: mails published to it, and how much of it waits. */
public final class Outbox implements AutoCloseable {
    /** The group of the workers, as no stack of a benchmark sets another. */
    public static final String WORKERS = "mailroom-workers";

    private final String topic;
    private final Broker broker;
    private final KafkaProducer<byte[], byte[]> producer;

    public Outbox(StackInfo stack) {
        this.topic = TopicNames.commands(new ClientName(stack.client().name()));
        this.broker = Broker.of(stack);
        this.producer = broker.producer();
    }

    /** @param id also the subject of the mail */
    public void publish(String id, ConnectionId connection) {
        Future<?> _ = producer.send(command(topic, id, connection));
    }

    /** @param id also the subject of the mail */
    public static ProducerRecord<byte[], byte[]> command(String topic, String id, ConnectionId connection) {
        return Broker.record(topic, Commands.mail(new CommandKey("/bench", id), connection));
    }

    /** Records that the workers' group has not passed. */
    public long lag() {
        try (var consumer = broker.with("group.id", WORKERS).consumer()) {
            Set<TopicPartition> partitions = Set.copyOf(Broker.partitions(consumer, topic));
            var committed = consumer.committed(partitions);
            return consumer.endOffsets(partitions).entrySet().stream()
                    .mapToLong(end -> committed.get(end.getKey()) == null
                            ? end.getValue()
                            : end.getValue() - committed.get(end.getKey()).offset())
                    .sum();
        }
    }

    @Override
    public void close() {
        producer.close(Duration.ofSeconds(5));
    }
}
