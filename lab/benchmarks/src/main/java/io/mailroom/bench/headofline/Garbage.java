package io.mailroom.bench.headofline;

import io.mailroom.model.id.ClientName;
import io.mailroom.model.topic.TopicNames;
import io.mailroom.stack.StackFailure;
import io.mailroom.stack.home.StackInfo;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/** Random bytes on the topic of commands, again and again, and the dead letters that come of them. */
final class Garbage {
    private static final int BYTES = 8_420_000;
    private static final int ROOM = 32 * 1024 * 1024;

    private final Map<String, Object> broker;
    private final ClientName client;
    private final Set<String> places = new HashSet<>();
    private @Nullable Thread thread;
    private volatile @Nullable StackFailure failure;

    Garbage(StackInfo stack) {
        this.broker = Map.of("bootstrap.servers", stack.kafka().bootstrapServers());
        this.client = new ClientName(stack.client().name());
    }

    /** The first one comes at once. */
    void begin(Duration every) {
        thread = Thread.ofPlatform().name("garbage").start(() -> {
            try {
                while (true) {
                    publish();
                    Thread.sleep(every);
                }
            } catch (InterruptedException end) {
                Thread.currentThread().interrupt();
            } catch (StackFailure e) {
                failure = e;
            }
        });
    }

    private void publish() throws InterruptedException {
        byte[] bytes = new byte[BYTES];
        new SplittableRandom().nextBytes(bytes);
        var settings = new HashMap<>(broker);
        settings.put("max.request.size", ROOM);
        var producer = new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
        try {
            var at = producer.send(new ProducerRecord<byte[], byte[]>(TopicNames.commands(client), bytes))
                    .get();
            add(at.topic() + "/" + at.partition() + "/" + at.offset());
        } catch (ExecutionException e) {
            throw new StackFailure("The broker refused garbage: " + e.getMessage(), e);
        } finally {
            producer.close(Duration.ofSeconds(1));
        }
    }

    private synchronized void add(String place) {
        places.add(place);
    }

    /** @throws StackFailure if the broker did not take it all the time */
    void end() throws InterruptedException {
        if (thread != null) {
            thread.interrupt();
            thread.join();
            thread = null;
        }
        if (failure != null) {
            throw failure;
        }
    }

    synchronized int published() {
        return places.size();
    }

    /** Dead letters that name one of them as their origin; a second one of the same origin counts, too. */
    int buried() {
        Map<String, Object> settings = Map.of(
                "bootstrap.servers",
                broker.get("bootstrap.servers"),
                "isolation.level",
                "read_committed",
                "enable.auto.commit",
                false,
                "max.poll.records",
                1,
                "fetch.max.bytes",
                ROOM,
                "max.partition.fetch.bytes",
                ROOM);
        int found = 0;
        try (var consumer = new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(TopicNames.dead(client)).stream()
                    .map(info -> new TopicPartition(info.topic(), info.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                for (var record : consumer.poll(Duration.ofMillis(200))) {
                    found += isOurs(record) ? 1 : 0;
                }
            }
        }
        return found;
    }

    private synchronized boolean isOurs(ConsumerRecord<byte[], byte[]> record) {
        return places.contains(
                header(record, "topic") + "/" + header(record, "partition") + "/" + header(record, "offset"));
    }

    private static String header(ConsumerRecord<byte[], byte[]> record, String name) {
        @Nullable Header header = record.headers().lastHeader("mailroom-" + name);
        return header == null || header.value() == null ? "" : new String(header.value(), StandardCharsets.UTF_8);
    }
}
