package io.mailroom.bench.journal;

import io.mailroom.bench.Outbox;
import io.mailroom.model.command.SendMail;
import io.mailroom.model.id.ClientName;
import io.mailroom.model.id.CommandKey;
import io.mailroom.model.id.ConnectionId;
import io.mailroom.model.result.ResultCode;
import io.mailroom.model.topic.TopicNames;
import io.mailroom.model.topic.TopicPlan;
import io.mailroom.stack.broker.Broker;
import io.mailroom.stack.home.StackInfo;
import io.mailroom.stack.time.Waiting;
import io.mailroom.worker.journal.JournalKey;
import io.mailroom.worker.journal.PayloadHash;
import io.mailroom.worker.outcome.History;
import io.mailroom.worker.park.Parked;
import io.mailroom.worker.park.ParkedCodec;
import io.mailroom.worker.record.Position;
import io.mailroom.worker.record.RawRecord;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.function.LongConsumer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.apache.kafka.common.utils.Utils;

/**
 * Mails that a worker has read and parked: they stand in the topic of commands, the group is past them, and each waits in
 * {@code mail.parked}, a hundred for each mailbox. Half of them wait in line behind a mailbox whose user has to consent
 * again, half for a time of their own.
 */
final class ParkedFill {
    private static final int OF_A_MAILBOX = 100;
    private static final int PROGRESS_EVERY = 100_000;
    private static final Duration NOT_BEFORE = Duration.ofHours(20);
    private static final Duration ENDS = Duration.ofDays(3);

    private final StackInfo stack;
    private final ClientName client;
    private final String commands;
    private final SplittableRandom random = new SplittableRandom(1);

    ParkedFill(StackInfo stack) {
        this.stack = stack;
        this.client = new ClientName(stack.client().name());
        this.commands = TopicNames.commands(client);
    }

    /** Those from one number on to another. No worker runs meanwhile. */
    void add(long from, long to, LongConsumer progress) {
        Broker broker = Broker.of(stack);
        try (var producer = broker.with("linger.ms", 20).producer();
                var admin = broker.admin()) {
            String topicId = topicId(admin);
            Map<Integer, Long> ends = ends(admin);
            for (long number = from; number < to; number++) {
                publish(producer, number, topicId, ends);
                if (number % PROGRESS_EVERY == 0) {
                    progress.accept(number);
                }
            }
            producer.flush();
            pass(admin, topicId, ends);
        } catch (ExecutionException e) {
            throw new IllegalStateException("the broker does not answer", e);
        }
    }

    private String topicId(Admin admin) throws ExecutionException {
        return Waiting.get(admin.describeTopics(List.of(commands)).allTopicNames()).values().stream()
                .map(topic -> topic.topicId().toString())
                .findFirst()
                .orElseThrow();
    }

    private void publish(KafkaProducer<byte[], byte[]> producer, long number, String topicId, Map<Integer, Long> ends) {
        String connection = new UUID(4096, number / OF_A_MAILBOX).toString();
        byte[] key = connection.getBytes(StandardCharsets.UTF_8);
        int partition = Utils.toPositive(Utils.murmur2(key)) % TopicPlan.PARTITIONS;
        long offset = ends.merge(partition, 1L, Long::sum) - 1;
        ProducerRecord<byte[], byte[]> command =
                Outbox.command(commands, "waits-" + number, new ConnectionId(connection));
        Future<?> _ =
                producer.send(new ProducerRecord<>(commands, partition, null, key, command.value(), command.headers()));
        Instant now = Instant.now();
        Parked parked = parked(number, topicId, offset, connection, now);
        List<RawRecord.RawHeader> original = Arrays.stream(command.headers().toArray())
                .map(header -> new RawRecord.RawHeader(header.key(), header.value()))
                .toList();
        var read = new RawRecord(commands, partition, offset, now, key, command.value(), original);
        var waits = new ProducerRecord<>(
                TopicNames.PARKED,
                partition,
                parked.topicKey(client).getBytes(StandardCharsets.UTF_8),
                command.value());
        ParkedCodec.headers(parked, read)
                .forEach(header -> waits.headers().add(new RecordHeader(header.name(), header.value())));
        Future<?> _ = producer.send(waits);
    }

    private Parked parked(long number, String topicId, long offset, String connection, Instant now) {
        var id = new ConnectionId(connection);
        var command = new CommandKey("/bench", "waits-" + number);
        var hash = new byte[32];
        random.nextBytes(hash);
        boolean inLine = number % 2 == 0;
        return new Parked(
                inLine ? Parked.Kind.IN_LINE : Parked.Kind.SCHEDULED,
                topicId,
                offset,
                offset,
                id,
                command,
                SendMail.TYPE,
                JournalKey.of(client, id, command),
                new PayloadHash(HexFormat.of().formatHex(hash)),
                now.plus(NOT_BEFORE),
                inLine ? ResultCode.RECONNECT_REQUIRED : ResultCode.SCHEDULED,
                now.plus(ENDS),
                now,
                new History(0, false),
                false);
    }

    private Map<Integer, Long> ends(Admin admin) throws ExecutionException {
        var asked = new HashMap<TopicPartition, OffsetSpec>();
        for (int partition = 0; partition < TopicPlan.PARTITIONS; partition++) {
            asked.put(new TopicPartition(commands, partition), OffsetSpec.latest());
        }
        var ends = new HashMap<Integer, Long>();
        Waiting.get(admin.listOffsets(asked).all()).forEach((place, end) -> ends.put(place.partition(), end.offset()));
        return ends;
    }

    /** The group stands behind all of them. */
    private void pass(Admin admin, String topicId, Map<Integer, Long> ends) throws ExecutionException {
        var offsets = new HashMap<TopicPartition, OffsetAndMetadata>();
        ends.forEach((partition, end) -> offsets.put(
                new TopicPartition(commands, partition),
                new OffsetAndMetadata(end, Position.at(end).in(topicId).metadata())));
        var _ = Waiting.get(
                admin.alterConsumerGroupOffsets(Outbox.WORKERS, offsets).all());
    }
}
