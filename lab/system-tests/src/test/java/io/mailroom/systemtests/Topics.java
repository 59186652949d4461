package io.mailroom.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.mailroom.model.command.Limits;
import io.mailroom.model.command.MailCommand;
import io.mailroom.model.command.SendMail;
import io.mailroom.model.result.MailProgress;
import io.mailroom.model.result.MailResult;
import io.mailroom.model.wire.MailEvents;
import io.mailroom.stack.broker.Broker;
import io.mailroom.stack.erp.Answers;
import io.mailroom.stack.time.Waiting;
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
import org.apache.kafka.clients.admin.ConsumerGroupDescription;
import org.apache.kafka.clients.admin.GroupListing;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.utils.Utils;
import org.jspecify.annotations.Nullable;

/** The ERP's side of the topics: publishes, and reads only what is committed. */
final class Topics implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration OUTAGE = Duration.ofMinutes(10);

    private static final String COMMANDS = "mail.commands.erp";
    private static final String RESULTS = "mail.results.erp";

    private final Broker broker;
    private final KafkaProducer<byte[], byte[]> producer;
    private final ExecutorService inOrder =
            Executors.newSingleThreadExecutor(Thread.ofVirtual().factory());

    Topics(Broker broker) {
        this.broker = broker;
        this.producer = broker.with("max.request.size", Limits.RECORD_BYTES)
                // Longer than any test leaves the broker away.
                .with("max.block.ms", OUTAGE.toMillis())
                .with("delivery.timeout.ms", (int) OUTAGE.toMillis())
                .producer();
    }

    void publish(MailCommand command) {
        RecordMetadata _ = send(Broker.record(COMMANDS, command, MailEvents.command(command, Instant.EPOCH)));
    }

    /** Into a partition that is not the home of its key, as by a producer with another partitioner. */
    void publishAstray(MailCommand command) {
        var record = Broker.record(COMMANDS, command, MailEvents.command(command, Instant.EPOCH));
        int partitions = producer.partitionsFor(COMMANDS).size();
        int astray = (Utils.toPositive(Utils.murmur2(record.key())) + 1) % partitions;
        RecordMetadata _ =
                send(new ProducerRecord<>(COMMANDS, astray, null, record.key(), record.value(), record.headers()));
    }

    /** In order, but without waiting for a broker that may be away. */
    void publishSometime(MailCommand command) {
        Future<?> _ = inOrder.submit(() -> publish(command));
    }

    /** @return the record's partition and offset, as {@code partition/offset} */
    String publish(@Nullable String key, byte @Nullable [] value, Map<String, String> headers) {
        var record = new ProducerRecord<byte[], byte[]>(
                COMMANDS, key == null ? null : key.getBytes(StandardCharsets.UTF_8), value);
        headers.forEach((name, text) -> record.headers().add(name, text.getBytes(StandardCharsets.UTF_8)));
        RecordMetadata at = send(record);
        return at.partition() + "/" + at.offset();
    }

    /** A send command without a recipient. */
    void publishIncomplete(String connection, String id) {
        String _ = publish(
                connection,
                "{\"connectionId\":\"%s\",\"subject\":\"Hi\",\"text\":\"x\"}"
                        .formatted(connection)
                        .getBytes(StandardCharsets.UTF_8),
                Map.of(
                        "ce_specversion", "1.0",
                        "ce_id", id,
                        "ce_source", "/erp",
                        "ce_type", SendMail.TYPE,
                        "content-type", "application/json"));
    }

    private RecordMetadata send(ProducerRecord<byte[], byte[]> record) {
        try {
            return Waiting.get(producer.send(record));
        } catch (ExecutionException e) {
            throw new IllegalStateException("the broker took no record", e);
        }
    }

    List<String> names() {
        try (var consumer = broker.consumer()) {
            return consumer.listTopics().keySet().stream().sorted().toList();
        }
    }

    /** All records that a topic holds now, also those of aborted transactions. */
    List<ConsumerRecord<byte[], byte[]>> everything(String topic) {
        return all(topic, broker.with("isolation.level", "read_uncommitted"));
    }

    /** All records that a topic holds now and that were committed. */
    List<ConsumerRecord<byte[], byte[]>> committed(String topic) {
        return all(topic, broker);
    }

    private static List<ConsumerRecord<byte[], byte[]>> all(String topic, Broker broker) {
        var found = new ArrayList<ConsumerRecord<byte[], byte[]>>();
        broker.read(topic, found::add);
        return found;
    }

    /** Reads a topic from its start until enough has come of what is looked for, or nothing comes any more. */
    List<ConsumerRecord<byte[], byte[]>> await(
            String topic, int enough, Predicate<ConsumerRecord<byte[], byte[]>> wanted) {
        var found = new ArrayList<ConsumerRecord<byte[], byte[]>>();
        try (var consumer = broker.consumerOf(topic)) {
            long end = System.nanoTime() + PATIENCE.toNanos();
            while (found.size() < enough && System.nanoTime() < end) {
                int before = found.size();
                poll(consumer, 200, wanted, found);
                end = found.size() > before ? System.nanoTime() + PATIENCE.toNanos() : end;
            }
            // Whatever would be one too many has had its chance to arrive.
            poll(consumer, 500, wanted, found);
        }
        return found;
    }

    private static void poll(
            KafkaConsumer<byte[], byte[]> consumer,
            int millis,
            Predicate<ConsumerRecord<byte[], byte[]>> wanted,
            List<ConsumerRecord<byte[], byte[]>> found) {
        for (var record : consumer.poll(Duration.ofMillis(millis))) {
            if (wanted.test(record)) {
                found.add(record);
            }
        }
    }

    /** The one final result of a command. */
    JsonNode result(String commandId) {
        List<JsonNode> results = results(commandId, 1);
        assertThat(results).as(commandId).hasSize(1);
        return results.getFirst();
    }

    void assertSent(String commandId) {
        JsonNode result = result(commandId);
        assertThat(result.path("status").asText()).as("%s", result).isEqualTo("SENT");
    }

    static Instant finished(JsonNode result) {
        return Instant.parse(result.at("/timings/finishedAt").asText());
    }

    /** The final results of these commands, by their ids, once there are as many or nothing comes any more. */
    Map<String, List<JsonNode>> results(Collection<String> commandIds) {
        var ids = Set.copyOf(commandIds);
        return await(RESULTS, ids.size(), record -> isResult(record) && ids.contains(command(record))).stream()
                .map(Topics::json)
                .collect(
                        Collectors.groupingBy(result -> result.at("/command/id").asText()));
    }

    /** The final results of a command. */
    List<JsonNode> results(String commandId, int enough) {
        return await(
                        RESULTS,
                        enough,
                        record -> isResult(record) && command(record).equals(commandId))
                .stream()
                .map(Topics::json)
                .toList();
    }

    /** That the command was parked, once it was. */
    List<JsonNode> parked(String commandId) {
        return await(
                        RESULTS,
                        1,
                        record -> header(record, "ce_type").equals(MailProgress.TYPE)
                                && command(record).equals(commandId)
                                && json(record).path("status").asText().equals("PARKED"))
                .stream()
                .map(Topics::json)
                .toList();
    }

    /** Groups with a member that was given a partition of this topic. */
    Set<String> groupsReading(String topic) {
        try (var admin = broker.admin()) {
            List<String> all = Waiting.get(admin.listGroups().all()).stream()
                    .map(GroupListing::groupId)
                    .toList();
            return Waiting.get(admin.describeConsumerGroups(all).all()).values().stream()
                    .filter(group -> group.members().stream()
                            .flatMap(member -> member.assignment().topicPartitions().stream())
                            .anyMatch(partition -> partition.topic().equals(topic)))
                    .map(ConsumerGroupDescription::groupId)
                    .collect(Collectors.toSet());
        } catch (ExecutionException e) {
            throw new IllegalStateException("the broker told nothing of its groups", e);
        }
    }

    static boolean isResult(ConsumerRecord<byte[], byte[]> record) {
        return header(record, "ce_type").equals(MailResult.TYPE);
    }

    /** The id of the command that a result or a progress tells of. */
    static String command(ConsumerRecord<byte[], byte[]> record) {
        return json(record).at("/command/id").asText();
    }

    static String header(ConsumerRecord<byte[], byte[]> record, String name) {
        var header = record.headers().lastHeader(name);
        return header == null ? "" : new String(header.value(), StandardCharsets.UTF_8);
    }

    static JsonNode json(ConsumerRecord<byte[], byte[]> record) {
        return Answers.json(record.value());
    }

    @Override
    public void close() {
        inOrder.shutdownNow();
        producer.close(Duration.ofSeconds(5));
    }
}
