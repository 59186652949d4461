package io.mailroom.systemtests;

import com.fasterxml.jackson.databind.JsonNode;
import io.cloudevents.CloudEvent;
import io.cloudevents.kafka.KafkaMessageFactory;
import io.mailroom.model.command.Limits;
import io.mailroom.model.command.MailCommand;
import io.mailroom.model.wire.MailEvents;
import io.mailroom.model.wire.MailJson;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ConsumerGroupDescription;
import org.apache.kafka.clients.admin.GroupListing;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.utils.Utils;
import org.jspecify.annotations.Nullable;

/** The ERP's side of the topics: publishes, and reads only what is committed. */
final class Topics implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration OUTAGE = Duration.ofMinutes(10);

    private final String bootstrapServers;
    private final KafkaProducer<byte[], byte[]> producer;
    private final ExecutorService inOrder =
            Executors.newSingleThreadExecutor(Thread.ofVirtual().factory());

    Topics(String bootstrapServers) {
        this.bootstrapServers = bootstrapServers;
        this.producer = new KafkaProducer<>(
                Map.of(
                        "bootstrap.servers",
                        bootstrapServers,
                        "max.request.size",
                        Limits.RECORD_BYTES,
                        // Longer than any test leaves the broker away.
                        "max.block.ms",
                        OUTAGE.toMillis(),
                        "delivery.timeout.ms",
                        (int) OUTAGE.toMillis()),
                new ByteArraySerializer(),
                new ByteArraySerializer());
    }

    void publish(MailCommand command) {
        byte[] key = command.connection().value().getBytes(StandardCharsets.UTF_8);
        CloudEvent event = MailEvents.command(command, Instant.EPOCH);
        RecordMetadata _ = send(KafkaMessageFactory.<byte[]>createWriter("mail.commands.erp", null, key)
                .writeBinary(event));
    }

    /** Into a partition that is not the home of its key, as by a producer with another partitioner. */
    void publishAstray(MailCommand command) {
        byte[] key = command.connection().value().getBytes(StandardCharsets.UTF_8);
        int partitions = producer.partitionsFor("mail.commands.erp").size();
        int astray = (Utils.toPositive(Utils.murmur2(key)) + 1) % partitions;
        CloudEvent event = MailEvents.command(command, Instant.EPOCH);
        RecordMetadata _ = send(KafkaMessageFactory.<byte[]>createWriter("mail.commands.erp", astray, null, key)
                .writeBinary(event));
    }

    void publish(String key, byte[] value, Map<String, String> headers) {
        var record = new ProducerRecord<>("mail.commands.erp", key.getBytes(StandardCharsets.UTF_8), value);
        headers.forEach((name, text) -> record.headers().add(name, text.getBytes(StandardCharsets.UTF_8)));
        RecordMetadata _ = send(record);
    }

    /** In order, but without waiting for a broker that may be away. */
    void publishSometime(MailCommand command) {
        Future<?> _ = inOrder.submit(() -> publish(command));
    }

    /** @return the record's partition and offset, as {@code partition/offset} */
    String publishRaw(@Nullable String key, byte @Nullable [] value, Map<String, String> headers) {
        var record = new ProducerRecord<byte[], byte[]>(
                "mail.commands.erp", key == null ? null : key.getBytes(StandardCharsets.UTF_8), value);
        headers.forEach((name, text) -> record.headers().add(name, text.getBytes(StandardCharsets.UTF_8)));
        RecordMetadata at = send(record);
        return at.partition() + "/" + at.offset();
    }

    private RecordMetadata send(ProducerRecord<byte[], byte[]> record) {
        try {
            return producer.send(record).get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("the broker took no record", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    List<String> names() {
        try (var consumer = consumer("read_uncommitted")) {
            return consumer.listTopics().keySet().stream().sorted().toList();
        }
    }

    /** All records that a topic holds now, also those of aborted transactions. */
    List<ConsumerRecord<byte[], byte[]>> everything(String topic) {
        return all(topic, "read_uncommitted");
    }

    /** All records that a topic holds now and that were committed. */
    List<ConsumerRecord<byte[], byte[]>> committed(String topic) {
        return all(topic, "read_committed");
    }

    private List<ConsumerRecord<byte[], byte[]>> all(String topic, String isolation) {
        var found = new ArrayList<ConsumerRecord<byte[], byte[]>>();
        try (var consumer = consumer(isolation)) {
            List<TopicPartition> partitions = partitions(consumer, topic);
            consumer.assign(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                consumer.poll(Duration.ofMillis(200)).forEach(found::add);
            }
        }
        return found;
    }

    private static List<TopicPartition> partitions(KafkaConsumer<byte[], byte[]> consumer, String topic) {
        return consumer.partitionsFor(topic).stream()
                .map(info -> new TopicPartition(topic, info.partition()))
                .toList();
    }

    private KafkaConsumer<byte[], byte[]> consumer(String isolation) {
        Map<String, Object> config = Map.of(
                "bootstrap.servers",
                bootstrapServers,
                "isolation.level",
                isolation,
                "auto.offset.reset",
                "earliest",
                "enable.auto.commit",
                false);
        return new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    /** Reads a topic from its start until enough has come of what is looked for, or nothing comes any more. */
    List<ConsumerRecord<byte[], byte[]>> await(
            String topic, int enough, Predicate<ConsumerRecord<byte[], byte[]>> wanted) {
        var found = new ArrayList<ConsumerRecord<byte[], byte[]>>();
        try (var consumer = consumer("read_committed")) {
            consumer.assign(partitions(consumer, topic));
            long end = System.nanoTime() + PATIENCE.toNanos();
            while (found.size() < enough && System.nanoTime() < end) {
                int before = found.size();
                consumer.poll(Duration.ofMillis(200)).forEach(record -> {
                    if (wanted.test(record)) {
                        found.add(record);
                    }
                });
                end = found.size() > before ? System.nanoTime() + PATIENCE.toNanos() : end;
            }
            // Whatever would be one too many has had its chance to arrive.
            consumer.poll(Duration.ofMillis(500)).forEach(record -> {
                if (wanted.test(record)) {
                    found.add(record);
                }
            });
        }
        return found;
    }

    /** The final results of these commands, by their ids, once there are as many or nothing comes any more. */
    Map<String, List<JsonNode>> results(Collection<String> commandIds) {
        var ids = Set.copyOf(commandIds);
        return await(
                        "mail.results.erp",
                        ids.size(),
                        record -> header(record, "ce_type").equals("io.mailroom.mail.result.v1")
                                && ids.contains(json(record).at("/command/id").asText()))
                .stream()
                .map(Topics::json)
                .collect(
                        Collectors.groupingBy(result -> result.at("/command/id").asText()));
    }

    /** The final results of a command. */
    List<JsonNode> results(String commandId, int enough) {
        return await("mail.results.erp", enough, record -> isResultOf(record, commandId)).stream()
                .map(Topics::json)
                .toList();
    }

    /** That the command was parked, once it was. */
    List<JsonNode> parked(String commandId) {
        return await(
                        "mail.results.erp",
                        1,
                        record -> header(record, "ce_type").equals("io.mailroom.mail.progress.v1")
                                && json(record).at("/command/id").asText().equals(commandId)
                                && json(record).path("status").asText().equals("PARKED"))
                .stream()
                .map(Topics::json)
                .toList();
    }

    /** Groups with a member that was given a partition of this topic. */
    Set<String> groupsReading(String topic) {
        try (var admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers))) {
            List<String> all = admin.listGroups().all().get().stream()
                    .map(GroupListing::groupId)
                    .toList();
            return admin.describeConsumerGroups(all).all().get().values().stream()
                    .filter(group -> group.members().stream()
                            .flatMap(member -> member.assignment().topicPartitions().stream())
                            .anyMatch(partition -> partition.topic().equals(topic)))
                    .map(ConsumerGroupDescription::groupId)
                    .collect(Collectors.toSet());
        } catch (ExecutionException e) {
            throw new IllegalStateException("the broker told nothing of its groups", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    private static boolean isResultOf(ConsumerRecord<byte[], byte[]> record, String commandId) {
        return header(record, "ce_type").equals("io.mailroom.mail.result.v1")
                && json(record).at("/command/id").asText().equals(commandId);
    }

    static String header(ConsumerRecord<byte[], byte[]> record, String name) {
        var header = record.headers().lastHeader(name);
        return header == null ? "" : new String(header.value(), StandardCharsets.UTF_8);
    }

    static JsonNode json(ConsumerRecord<byte[], byte[]> record) {
        try {
            return MailJson.read(record.value());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        inOrder.shutdownNow();
        producer.close(Duration.ofSeconds(5));
    }
}
