package io.mailroom.chaos.poison;

import io.mailroom.chaos.listen.Contents;
import io.mailroom.chaos.listen.Place;
import io.mailroom.chaos.plan.Packing;
import io.mailroom.chaos.plan.Poison;
import io.mailroom.chaos.publish.PatientProducer;
import io.mailroom.chaos.trouble.Disturbance;
import io.mailroom.model.id.ClientName;
import io.mailroom.model.id.ConnectionId;
import io.mailroom.model.topic.TopicNames;
import io.mailroom.stack.StackFailure;
import io.mailroom.stack.home.StackInfo;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Publishes each poison at its time, and remembers what it held and where it stands. */
public final class Poisoner implements Disturbance {
    /** More than any recipe makes: what is too large shall be the broker's word, not the producer's. */
    private static final int ROOM = 128 * 1024 * 1024;

    private static final Duration LOOK = Duration.ofMillis(200);

    private final StackInfo stack;
    private final List<Poison> plan;
    private final Instant begin;
    private final Recipe recipe;
    private final List<Published> published = new ArrayList<>();
    private final List<Poison> refused = new ArrayList<>();
    private volatile boolean healing;

    public Poisoner(StackInfo stack, List<ConnectionId> connections, List<Poison> plan, Instant begin) {
        this.stack = stack;
        this.plan = List.copyOf(plan);
        this.begin = begin;
        this.recipe = recipe(stack, connections);
    }

    private static Recipe recipe(StackInfo stack, List<ConnectionId> connections) {
        String topic = TopicNames.commands(new ClientName(stack.client().name()));
        var resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
        try (Admin admin =
                Admin.create(Map.of("bootstrap.servers", stack.kafka().bootstrapServers()))) {
            String largest = admin.describeConfigs(List.of(resource)).all().get().values().stream()
                    .findFirst()
                    .orElseThrow()
                    .get(TopicConfig.MAX_MESSAGE_BYTES_CONFIG)
                    .value();
            int partitions = admin.describeTopics(List.of(topic)).allTopicNames().get().values().stream()
                    .findFirst()
                    .orElseThrow()
                    .partitions()
                    .size();
            return new Recipe(topic, partitions, Integer.parseInt(largest), connections);
        } catch (ExecutionException e) {
            throw new StackFailure("The topic %s cannot be looked at: %s".formatted(topic, e.getMessage()), e);
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    @Override
    public void heal() {
        healing = true;
    }

    /** What is still to come when all is healed is published at once: the plan is kept. */
    @Override
    public void run() {
        for (Poison poison : plan) {
            while (!healing && Instant.now().isBefore(begin.plus(poison.at()))) {
                pause();
            }
            publish(poison);
        }
    }

    private void publish(Poison poison) {
        ProducerRecord<byte[], byte[]> record = recipe.record(poison);
        var producer = producer(poison.packing());
        try {
            var at = producer.send(record).get();
            add(new Published(
                    poison,
                    new Place(at.topic(), at.partition(), at.offset()),
                    Contents.of(record.key(), record.value(), record.headers()),
                    length -> Contents.head(recipe.record(poison).value(), length)));
        } catch (ExecutionException e) {
            if (!(e.getCause() instanceof RecordTooLargeException
                    && poison.kind().mayBeRefused())) {
                throw new StackFailure("The broker refused the poison %s: %s".formatted(poison, e.getMessage()), e);
            }
            refuse(poison);
        } catch (InterruptedException e) {
            throw interrupted(e);
        } finally {
            producer.close(Duration.ZERO);
        }
    }

    private KafkaProducer<byte[], byte[]> producer(Packing packing) {
        Map<String, Object> settings = PatientProducer.settings(stack);
        settings.put("compression.type", packing.word());
        settings.put("max.request.size", ROOM);
        settings.put("buffer.memory", (long) ROOM);
        return new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
    }

    private synchronized void add(Published one) {
        published.add(one);
    }

    private synchronized void refuse(Poison poison) {
        refused.add(poison);
    }

    public synchronized List<Published> published() {
        return List.copyOf(published);
    }

    /** How many the broker did not take, for what they unpack to. */
    public synchronized int refused() {
        return refused.size();
    }

    private static void pause() {
        try {
            Thread.sleep(LOOK);
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    private static StackFailure interrupted(InterruptedException e) {
        Thread.currentThread().interrupt();
        return new StackFailure("The round was interrupted.", e);
    }
}
