package io.mailroom.chaos.poison;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.cloudevents.CloudEvent;
import io.cloudevents.CloudEventData;
import io.cloudevents.kafka.KafkaMessageFactory;
import io.mailroom.chaos.listen.Contents;
import io.mailroom.chaos.plan.Compression;
import io.mailroom.chaos.plan.Poison;
import io.mailroom.chaos.plan.PoisonKind;
import io.mailroom.model.command.Limits;
import io.mailroom.model.id.ConnectionId;
import io.mailroom.model.wire.MailJson;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.internals.BuiltInPartitioner;
import org.apache.kafka.common.record.internal.DefaultRecordBatch;
import org.apache.kafka.common.record.internal.SimpleRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

class PoisonRecordsTest {
    private static final ConnectionId CONNECTION = new ConnectionId("c-7Qm2vXh4TzKp9LwA");
    private final PoisonRecords records =
            new PoisonRecords("mail.commands.erp", 12, Limits.RECORD_BYTES, List.of(CONNECTION));

    private static Poison poison(PoisonKind kind) {
        return new Poison(7, kind, Compression.NONE, 0, Duration.ZERO, 99);
    }

    private ProducerRecord<byte[], byte[]> record(PoisonKind kind) {
        return records.record(poison(kind));
    }

    /** As the broker computes it. */
    private static int batch(ProducerRecord<byte[], byte[]> record) {
        return DefaultRecordBatch.sizeInBytes(List.of(new SimpleRecord(
                0, record.key(), record.value(), record.headers().toArray())));
    }

    private static CloudEvent event(ProducerRecord<byte[], byte[]> record) {
        return KafkaMessageFactory.createReader(record.headers(), record.value())
                .toEvent();
    }

    @ParameterizedTest
    @EnumSource(PoisonKind.class)
    void the_size_of_a_record_is_what_kafka_computes(PoisonKind kind) {
        ProducerRecord<byte[], byte[]> record = record(kind);

        assertThat(RecordSize.inBatch(record)).isEqualTo(batch(record));
    }

    @ParameterizedTest
    @EnumSource(PoisonKind.class)
    void only_what_the_broker_may_refuse_is_larger_than_the_topic_takes(PoisonKind kind) {
        assertThat(batch(record(kind)) > Limits.RECORD_BYTES).isEqualTo(kind.mayBeRefused());
    }

    @ParameterizedTest
    @EnumSource(names = {"LARGEST_RECORD", "AWAY_FROM_HOME"})
    void the_largest_record_is_so_to_the_byte(PoisonKind kind) {
        assertThat(batch(record(kind))).isEqualTo(Limits.RECORD_BYTES);
    }

    @ParameterizedTest
    @EnumSource(PoisonKind.class)
    void the_same_poison_is_the_same_record(PoisonKind kind) {
        ProducerRecord<byte[], byte[]> one = record(kind);
        ProducerRecord<byte[], byte[]> other = record(kind);

        assertThat(Contents.of(one.key(), one.value(), one.headers()))
                .isEqualTo(Contents.of(other.key(), other.value(), other.headers()));
    }

    @ParameterizedTest
    @EnumSource(PoisonKind.class)
    void who_has_to_be_answered_has_an_id_that_begins_with_its_name(PoisonKind kind) {
        boolean named = kind.ending() != PoisonKind.Ending.BURIED;
        ProducerRecord<byte[], byte[]> record = record(kind);

        if (named) {
            assertThat(event(record).getId()).startsWith("poison-00007");
        } else {
            assertThat(record.headers()).noneMatch(header -> header.key().startsWith("ce_"));
            assertThat(record.headers()).noneMatch(header -> header.key().equals("content-type"));
        }
    }

    @ParameterizedTest
    @EnumSource(
            mode = Mode.INCLUDE,
            names = {"LARGE_SEND", "LARGE_SYNC", "LARGE_CANCEL", "AWAY_FROM_HOME"})
    void what_is_large_and_good_is_a_command_within_every_limit(PoisonKind kind) throws IOException {
        ProducerRecord<byte[], byte[]> record = record(kind);
        CloudEventData data = Objects.requireNonNull(event(record).getData());

        assertThat(data.toBytes()).hasSizeBetween(8_000_000, Limits.COMMAND_BYTES);
        assertThat(MailJson.read(data.toBytes()).path("connectionId").asText()).isEqualTo(CONNECTION.value());
        assertThat(record.key()).isEqualTo(CONNECTION.value().getBytes(UTF_8));
    }

    @Test
    void a_command_away_from_home_is_in_another_partition_than_kafka_would_choose() {
        int home = BuiltInPartitioner.partitionForKey(CONNECTION.value().getBytes(UTF_8), 12);

        assertThat(record(PoisonKind.AWAY_FROM_HOME).partition()).isNotNull().isNotEqualTo(home);
    }

    @Test
    void names_stand_at_their_limits_and_one_over() {
        assertThat(event(record(PoisonKind.LONGEST_NAME)).getId()).hasSize(256);
        assertThat(event(record(PoisonKind.LONGEST_NAME)).getSource().toString())
                .hasSize(512);
        assertThat(event(record(PoisonKind.LONG_ID)).getId()).hasSize(257);
        assertThat(event(record(PoisonKind.LONG_SOURCE)).getSource().toString()).hasSize(513);
    }
}
