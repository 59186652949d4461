package io.mailroom.chaos.listen;

import io.mailroom.model.id.ClientName;
import io.mailroom.model.topic.TopicNames;
import io.mailroom.stack.broker.Broker;
import io.mailroom.stack.time.Waiting;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;

/** The results of a topic that comes and goes: read again from the beginning at each look, each record counted once. */
public final class ResultsScan {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Broker broker;
    private final String topic;

    /** By the id of the topic and the place in it: a topic made anew begins again at offset 0. */
    private final Map<String, ResultEvent> told = new LinkedHashMap<>();

    public ResultsScan(Broker broker, ClientName client) {
        this.broker = broker.with("request.timeout.ms", (int) PATIENCE.toMillis())
                .with("default.api.timeout.ms", (int) PATIENCE.toMillis());
        this.topic = TopicNames.results(client);
    }

    /** @return whether all that stands in the topic was read; false while the broker or the topic is away */
    public synchronized boolean look() {
        try (var admin = broker.admin();
                var consumer = broker.consumerOf(topic)) {
            return read(consumer, topicId(admin));
        } catch (KafkaException | ExecutionException away) {
            return false;
        }
    }

    private Uuid topicId(Admin admin) throws ExecutionException {
        return Waiting.get(admin.describeTopics(List.of(topic)).allTopicNames()).values().stream()
                .findFirst()
                .orElseThrow()
                .topicId();
    }

    private boolean read(KafkaConsumer<byte[], byte[]> consumer, Uuid life) {
        Map<TopicPartition, Long> ends = consumer.endOffsets(consumer.assignment());
        Instant until = Instant.now().plus(PATIENCE);
        while (Broker.isBefore(consumer, ends)) {
            if (Instant.now().isAfter(until)) {
                return false;
            }
            for (var record : consumer.poll(Duration.ofMillis(200))) {
                ResultEvent.of(record, Instant.ofEpochMilli(record.timestamp()))
                        .ifPresent(
                                one -> told.putIfAbsent(life + "/" + record.partition() + "/" + record.offset(), one));
            }
        }
        return true;
    }

    public synchronized List<ResultEvent> told() {
        return List.copyOf(told.values());
    }
}
