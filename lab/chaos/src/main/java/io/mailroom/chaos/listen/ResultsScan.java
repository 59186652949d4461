package io.mailroom.chaos.listen;

import io.mailroom.model.id.ClientName;
import io.mailroom.model.topic.TopicNames;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** The results of a topic that comes and goes: read again from the beginning at each look, each record counted once. */
public final class ResultsScan {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final String bootstrapServers;
    private final String topic;
    /** By the id of the topic and the place in it: a topic made anew begins again at offset 0. */
    private final Map<String, Told> told = new LinkedHashMap<>();

    public ResultsScan(String bootstrapServers, ClientName client) {
        this.bootstrapServers = bootstrapServers;
        this.topic = TopicNames.results(client);
    }

    /** @return whether all that stands in the topic was read; false while the broker or the topic is away */
    public synchronized boolean look() {
        Map<String, Object> settings = Map.of(
                "bootstrap.servers",
                bootstrapServers,
                "isolation.level",
                "read_committed",
                "auto.offset.reset",
                "earliest",
                "enable.auto.commit",
                false,
                "default.api.timeout.ms",
                (int) PATIENCE.toMillis());
        try (var consumer = new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer())) {
            return read(consumer, topicId());
        } catch (KafkaException | ExecutionException away) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private Uuid topicId() throws ExecutionException, InterruptedException {
        Map<String, Object> settings = Map.of(
                "bootstrap.servers",
                bootstrapServers,
                "request.timeout.ms",
                (int) PATIENCE.toMillis(),
                "default.api.timeout.ms",
                (int) PATIENCE.toMillis());
        try (Admin admin = Admin.create(settings)) {
            return admin.describeTopics(List.of(topic)).allTopicNames().get().values().stream()
                    .findFirst()
                    .orElseThrow()
                    .topicId();
        }
    }

    private boolean read(KafkaConsumer<String, byte[]> consumer, Uuid life) {
        Set<TopicPartition> partitions = Set.copyOf(consumer.partitionsFor(topic).stream()
                .map(info -> new TopicPartition(topic, info.partition()))
                .toList());
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
        Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
        Instant until = Instant.now().plus(PATIENCE);
        while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
            if (Instant.now().isAfter(until)) {
                return false;
            }
            for (var record : consumer.poll(Duration.ofMillis(200))) {
                Told.of(record, Instant.ofEpochMilli(record.timestamp()))
                        .ifPresent(
                                one -> told.putIfAbsent(life + "/" + record.partition() + "/" + record.offset(), one));
            }
        }
        return true;
    }

    public synchronized List<Told> told() {
        return List.copyOf(told.values());
    }
}
