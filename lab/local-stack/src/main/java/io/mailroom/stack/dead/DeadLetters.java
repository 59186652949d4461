package io.mailroom.stack.dead;

import io.mailroom.model.command.Limits;
import io.mailroom.model.id.ClientName;
import io.mailroom.model.topic.TopicNames;
import io.mailroom.stack.StackFailure;
import io.mailroom.stack.broker.Broker;
import io.mailroom.stack.time.Waiting;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;

/** The dead letters of one client, on any broker. */
public final class DeadLetters {
    private static final Duration POLL = Duration.ofMillis(200);

    private final Broker broker;
    private final ClientName client;

    public DeadLetters(Broker broker, ClientName client) {
        this.broker = broker;
        this.client = client;
    }

    /** All of them, as they stand now, without their values; oldest first in each partition. */
    public List<DeadLetter> all() {
        var letters = new ArrayList<DeadLetter>();
        reading(reader -> reader.read(
                TopicNames.dead(client),
                record -> letters.add(DeadLetter.of(record).listed())));
        return letters;
    }

    /** One of them, whole. */
    public DeadLetter at(int partition, long offset) {
        var found = new ArrayList<DeadLetter>();
        reading(reader -> {
            var place = new TopicPartition(TopicNames.dead(client), partition);
            try (var consumer = reader.consumer()) {
                boolean there = Broker.partitions(consumer, place.topic()).contains(place);
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
            }
        });
        return found.stream()
                .findFirst()
                .orElseThrow(() -> new StackFailure("There is no dead letter %d %d; ./mailroom dead list shows them."
                        .formatted(partition, offset)));
    }

    private void reading(Consumer<Broker> what) {
        try {
            // A few large ones at a time.
            what.accept(broker.with("default.api.timeout.ms", 15_000).with("max.poll.records", 5));
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
        var record = new ProducerRecord<byte[], byte[]>(TopicNames.commands(client), letter.key(), letter.value());
        letter.headers().forEach((name, value) -> record.headers().add(name, value));
        var taker = broker.with("max.request.size", Limits.RECORD_BYTES)
                .with("max.block.ms", 10_000)
                .with("request.timeout.ms", 10_000)
                .with("delivery.timeout.ms", 20_000);
        try (var producer = taker.producer()) {
            return Broker.place(Waiting.get(producer.send(record)));
        } catch (ExecutionException e) {
            throw new StackFailure("Kafka did not take the record; nothing was published.", e);
        }
    }
}
