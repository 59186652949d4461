package io.mailroom.chaos.listen;

import io.mailroom.stack.StackFailure;
import io.mailroom.stack.broker.Broker;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.jspecify.annotations.Nullable;

/** Reads a topic from its beginning, {@code read_committed}, through every outage of the broker, until it is closed. */
public final class TopicReader<T> implements AutoCloseable {
    private final KafkaConsumer<byte[], byte[]> consumer;
    private final Function<ConsumerRecord<byte[], byte[]>, Optional<T>> meaning;
    private final List<T> found = new ArrayList<>();
    private volatile boolean closed;
    private volatile @Nullable StackFailure failure;

    /** @param meaning of a record: all that is kept of it, or nothing */
    public TopicReader(Broker broker, String topic, Function<ConsumerRecord<byte[], byte[]>, Optional<T>> meaning) {
        this.consumer = broker.consumerOf(topic);
        this.meaning = meaning;
        Thread.ofVirtual().name(topic).start(() -> read(topic));
    }

    private void read(String topic) {
        try (consumer) {
            while (!closed) {
                consumer.poll(Duration.ofMillis(200))
                        .forEach(record -> meaning.apply(record).ifPresent(this::add));
            }
        } catch (RuntimeException e) {
            failure = new StackFailure("The topic %s could not be read on: %s".formatted(topic, e), e);
        }
    }

    private synchronized void add(T one) {
        found.add(one);
    }

    /** @throws StackFailure if nothing more will come */
    public synchronized List<T> found() {
        if (failure != null) {
            throw failure;
        }
        return List.copyOf(found);
    }

    @Override
    public void close() {
        closed = true;
    }
}
