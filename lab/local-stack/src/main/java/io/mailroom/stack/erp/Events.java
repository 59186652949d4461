package io.mailroom.stack.erp;

import io.cloudevents.CloudEvent;
import io.cloudevents.kafka.KafkaMessageFactory;
import io.cloudevents.rw.CloudEventRWException;
import io.mailroom.model.id.ClientName;
import io.mailroom.model.topic.TopicNames;
import io.mailroom.stack.StackFailure;
import io.mailroom.stack.broker.Broker;
import io.mailroom.stack.home.StackInfo;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;

/** What Mailroom publishes for this client, read as the contract demands: {@code read_committed}. One thread. */
public final class Events implements AutoCloseable {
    private final KafkaConsumer<byte[], byte[]> consumer;
    /** What was read and not asked for yet: two answers may come in one poll. */
    private final List<CloudEvent> waiting = new ArrayList<>();

    private Events(KafkaConsumer<byte[], byte[]> consumer) {
        this.consumer = consumer;
    }

    /** Only what is published from now on. Open it before the command whose answer it shall see. */
    public static Events fromNow(StackInfo stack) {
        return open(stack, false);
    }

    public static Events fromTheBeginning(StackInfo stack) {
        return open(stack, true);
    }

    private static Events open(StackInfo stack, boolean beginning) {
        var consumer = Broker.of(stack).with("default.api.timeout.ms", 15_000).consumer();
        try {
            var client = new ClientName(stack.client().name());
            List<TopicPartition> partitions = Stream.of(
                            TopicNames.results(client), TopicNames.received(client), TopicNames.connections(client))
                    .flatMap(topic -> Broker.partitions(consumer, topic).stream())
                    .toList();
            consumer.assign(partitions);
            if (beginning) {
                consumer.seekToBeginning(partitions);
            } else {
                consumer.seekToEnd(partitions);
            }
            partitions.forEach(consumer::position); // a seek is lazy; "now" must be now
            return new Events(consumer);
        } catch (KafkaException e) {
            consumer.close();
            throw new StackFailure("Kafka does not answer. Run ./mailroom up.", e);
        }
    }

    /** The next events, at least one unless {@code patience} ends before. */
    public List<CloudEvent> next(Duration patience) {
        Instant until = Instant.now().plus(patience);
        while (waiting.isEmpty() && Instant.now().isBefore(until)) {
            poll(Duration.ofMillis(200));
        }
        List<CloudEvent> all = List.copyOf(waiting);
        waiting.clear();
        return all;
    }

    /** The first event that fits; the others stay for later questions. */
    public Optional<CloudEvent> await(Predicate<CloudEvent> fits, Duration patience) {
        Instant until = Instant.now().plus(patience);
        while (true) {
            Optional<CloudEvent> found = waiting.stream().filter(fits).findFirst();
            if (found.isPresent()) {
                waiting.remove(found.get());
                return found;
            }
            Duration left = Duration.between(Instant.now(), until);
            if (left.isNegative()) {
                return Optional.empty();
            }
            poll(left.compareTo(Duration.ofSeconds(1)) < 0 ? left : Duration.ofSeconds(1));
        }
    }

    private void poll(Duration time) {
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(time)) {
            if (record.value() != null) { // a compacted topic's tombstone
                event(record).ifPresent(waiting::add);
            }
        }
    }

    private static Optional<CloudEvent> event(ConsumerRecord<byte[], byte[]> record) {
        try {
            return Optional.of(KafkaMessageFactory.createReader(record).toEvent());
        } catch (CloudEventRWException foreign) {
            return Optional.empty();
        }
    }

    @Override
    public void close() {
        consumer.close();
    }
}
