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
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** The dead letters of one client, on any broker. */
public final class DeadLetters {
    private static final Duration POLL = Duration.ofMillis(200);

    private final Map<String, Object> broker;
    private final ClientName client;

    /** @param broker how to reach it, as Kafka's clients take it */
    public DeadLetters(Map<String, Object> broker, ClientName client) {
        this.broker = Map.copyOf(broker);
        this.client = client;
    }

    /** All of them, as they stand now, without their values; oldest first in each partition. */
    public List<DeadLetter> all() {
        var letters = new ArrayList<DeadLetter>();
        reading(consumer -> {
            List<TopicPartition> partitions = consumer.partitionsFor(TopicNames.dead(client)).stream()
                    .map(info -> new TopicPartition(info.topic(), info.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                consumer.poll(POLL)
                        .forEach(record -> letters.add(DeadLetter.of(record).listed()));
            }
        });
        return letters;
    }

    /** One of them, whole. */
    public DeadLetter at(int partition, long offset) {
        var found = new ArrayList<DeadLetter>();
        reading(consumer -> {
            var place = new TopicPartition(TopicNames.dead(client), partition);
            boolean there =
                    consumer.partitionsFor(place.topic()).stream().anyMatch(info -> info.partition() == partition);
            consumer.assign(there ? List.of(place) : List.of());
            long end = there ? consumer.endOffsets(List.of(place)).getOrDefault(place, 0L) : 0;
            if (offset >= 0 && offset < end) {
                consumer.seek(place, offset);
            }
            while (offset >= 0 && offset < end && found.isEmpty() && consumer.position(place) <= offset) {
                consumer.poll(POLL).forEach(record -> {
                    if (record.offset() == offset) {
                        found.add(DeadLetter.of(record));
                    }
                });
            }
        });
        return found.stream()
                .findFirst()
                .orElseThrow(() -> new StackFailure("There is no dead letter %d %d; ./mailroom dead list shows them."
                        .formatted(partition, offset)));
    }

    private void reading(Consumer<KafkaConsumer<byte[], byte[]>> what) {
        var settings = new HashMap<>(broker);
        settings.put("isolation.level", "read_committed");
        settings.put("auto.offset.reset", "earliest");
        settings.put("enable.auto.commit", false);
        settings.put("default.api.timeout.ms", 15_000);
        // A few large ones at a time.
        settings.put("max.poll.records", 5);
        try (var consumer = new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            what.accept(consumer);
        } catch (KafkaException e) {
            throw new StackFailure(
                    "The dead letters of %s cannot be read. Is the broker up, and may you read %s?"
                            .formatted(client.value(), TopicNames.dead(client)),
                    e);
        }
    }

    /**
     * Publishes the original bytes, key and headers as a command again. It goes the way of every command, through the same
     * journal: what was sent before under the same source and id is not sent again.
     *
     * @return where it stands now, as {@code topic/partition/offset}
     * @throws StackFailure if the record was not kept whole
     */
    public String redrive(DeadLetter listed) {
        if (listed.cut()) {
            throw new StackFailure(
                    "Only the head of %d %d was kept; the whole record stood at %s and has to be published again by whoever made it."
                            .formatted(listed.partition(), listed.offset(), listed.origin()));
        }
        DeadLetter letter = at(listed.partition(), listed.offset());
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
