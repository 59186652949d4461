package io.mailroom.chaos.poison;

import io.mailroom.chaos.listen.Contents;
import io.mailroom.chaos.plan.Compression;
import io.mailroom.chaos.plan.Poison;
import io.mailroom.chaos.publish.PatientBroker;
import io.mailroom.chaos.trouble.Disturbance;
import io.mailroom.model.id.ClientName;
import io.mailroom.model.id.ConnectionId;
import io.mailroom.model.topic.TopicNames;
import io.mailroom.stack.StackFailure;
import io.mailroom.stack.broker.Broker;
import io.mailroom.stack.home.StackInfo;
import io.mailroom.stack.time.Waiting;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.RecordTooLargeException;

/** Publishes each poison at its time, and remembers what it held and where it stands. */
public final class PoisonPublisher extends Disturbance {
    /** Larger than any of them: what is too large shall be the broker's word, not the producer's. */
    private static final int ROOM = 128 * 1024 * 1024;

    private static final Duration LOOK = Duration.ofMillis(200);

    private final StackInfo stack;
    private final List<Poison> plan;
    private final Instant begin;
    private final PoisonRecords records;
    private final List<Published> published = new ArrayList<>();
    private final AtomicInteger refused = new AtomicInteger();

    public PoisonPublisher(StackInfo stack, List<ConnectionId> connections, List<Poison> plan, Instant begin) {
        this.stack = stack;
        this.plan = List.copyOf(plan);
        this.begin = begin;
        this.records = records(stack, connections);
    }

    private static PoisonRecords records(StackInfo stack, List<ConnectionId> connections) {
        String topic = TopicNames.commands(new ClientName(stack.client().name()));
        var resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
        try (Admin admin = Broker.of(stack).admin()) {
            String largest = Waiting.get(
                            admin.describeConfigs(List.of(resource)).all())
                    .values()
                    .stream()
                    .findFirst()
                    .orElseThrow()
                    .get(TopicConfig.MAX_MESSAGE_BYTES_CONFIG)
                    .value();
            int partitions = Waiting.get(admin.describeTopics(List.of(topic)).allTopicNames()).values().stream()
                    .findFirst()
                    .orElseThrow()
                    .partitions()
                    .size();
            return new PoisonRecords(topic, partitions, Integer.parseInt(largest), connections);
        } catch (ExecutionException e) {
            throw new StackFailure("The topic %s cannot be looked at: %s".formatted(topic, e.getMessage()), e);
        }
    }

    /** What is still to come when all is healed is published at once: the plan is kept. */
    @Override
    public void run() {
        for (Poison poison : plan) {
            while (!isHealing() && Instant.now().isBefore(begin.plus(poison.at()))) {
                Waiting.pause(LOOK);
            }
            publish(poison);
        }
    }

    private void publish(Poison poison) {
        ProducerRecord<byte[], byte[]> record = records.record(poison);
        var producer = producer(poison.compression());
        try {
            var at = Waiting.get(producer.send(record));
            add(new Published(
                    poison,
                    Broker.place(at),
                    Contents.of(record.key(), record.value(), record.headers()),
                    length -> Contents.head(records.record(poison).value(), length)));
        } catch (ExecutionException e) {
            if (!(e.getCause() instanceof RecordTooLargeException
                    && poison.kind().mayBeRefused())) {
                throw new StackFailure("The broker refused the poison %s: %s".formatted(poison, e.getMessage()), e);
            }
            refused.incrementAndGet();
        } finally {
            producer.close(Duration.ZERO);
        }
    }

    private KafkaProducer<byte[], byte[]> producer(Compression compression) {
        return PatientBroker.of(stack)
                .with("compression.type", compression.word())
                .with("max.request.size", ROOM)
                .with("buffer.memory", (long) ROOM)
                .producer();
    }

    private synchronized void add(Published one) {
        published.add(one);
    }

    public synchronized List<Published> published() {
        return List.copyOf(published);
    }

    /** How many the broker did not take, for what they unpack to. */
    public int refused() {
        return refused.get();
    }
}
