package io.mailroom.stack.dead;

import io.mailroom.model.command.Limits;
import io.mailroom.model.id.ClientName;
import io.mailroom.model.topic.TopicNames;
import io.mailroom.stack.StackFailure;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** The dead letters of one client, on any broker. */
public final class DeadLetters {
    private final Map<String, Object> broker;
    private final ClientName client;

    /** @param broker how to reach it, as Kafka's clients take it */
    public DeadLetters(Map<String, Object> broker, ClientName client) {
        this.broker = Map.copyOf(broker);
        this.client = client;
    }

    /** All of them, as they stand now; oldest first in each partition. */
    public List<DeadLetter> all() {
        var settings = new HashMap<>(broker);
        settings.put("isolation.level", "read_committed");
        settings.put("enable.auto.commit", false);
        settings.put("default.api.timeout.ms", 15_000);
        var letters = new ArrayList<DeadLetter>();
        try (var consumer = new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(TopicNames.dead(client)).stream()
                    .map(info -> new TopicPartition(info.topic(), info.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                consumer.poll(Duration.ofMillis(200)).forEach(record -> letters.add(DeadLetter.of(record)));
            }
            return letters;
        } catch (KafkaException e) {
            throw new StackFailure(
                    "The dead letters of %s cannot be read. Is the broker up, and may you read %s?"
                            .formatted(client.value(), TopicNames.dead(client)),
                    e);
        }
    }

    public DeadLetter at(int partition, long offset) {
        return all().stream()
                .filter(letter -> letter.partition() == partition && letter.offset() == offset)
                .findFirst()
                .orElseThrow(() -> new StackFailure("There is no dead letter %d %d; ./mailroom dead list shows them."
                        .formatted(partition, offset)));
    }

    /**
     * Publishes the original bytes, key and headers as a command again. It goes the way of every command, through the same
     * journal: what was sent before under the same source and id is not sent again.
     *
     * @return where it stands now, as {@code topic/partition/offset}
     */
    public String redrive(DeadLetter letter) {
        var settings = new HashMap<>(broker);
        settings.put("acks", "all");
        settings.put("max.request.size", Limits.RECORD_BYTES);
        settings.put("max.block.ms", 10_000);
        var record = new ProducerRecord<byte[], byte[]>(TopicNames.commands(client), letter.key(), letter.value());
        letter.headers().forEach((name, value) -> record.headers().add(name, value));
        try (var producer = new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
            var at = producer.send(record).get(20, TimeUnit.SECONDS);
            return at.topic() + "/" + at.partition() + "/" + at.offset();
        } catch (ExecutionException | TimeoutException e) {
            throw new StackFailure("Kafka did not take the record; nothing was published.", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StackFailure("Interrupted while publishing.", e);
        }
    }
}
