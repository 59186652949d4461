package io.mailroom.worker.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.mailroom.model.command.Limits;
import io.mailroom.model.id.ClientName;
import io.mailroom.model.wire.MailJson;
import io.mailroom.worker.commit.CommitRequest;
import io.mailroom.worker.index.StateIndexes;
import io.mailroom.worker.intake.PartitionFlow.Assigned;
import io.mailroom.worker.record.Place;
import io.mailroom.worker.record.Position;
import io.mailroom.worker.record.RawRecord;
import io.mailroom.worker.send.SendRules;
import io.mailroom.worker.testing.TestingCore;
import io.mailroom.worker.testing.TestingHolds;
import io.mailroom.worker.testing.TestingMailbox;
import io.mailroom.worker.testing.TestingTopics;
import io.mailroom.worker.testing.TestingWriter;
import io.mailroom.worker.time.ScheduledTimers;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** The core as it is, between a topic that takes records of the largest size and topics that take what they take. */
class EveryWriteTest {
    private static final ClientName ERP = new ClientName("erp");
    private static final Place PLACE = new Place("mail.commands.erp", 0);

    private final TestingWriter writer = new TestingWriter();
    private final TestingMailbox mailbox = new TestingMailbox();
    private final TestingHolds holds = new TestingHolds().lookedAt(Instant.MAX);
    private final ScheduledTimers timers = new ScheduledTimers(Clock.systemUTC());
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final AtomicInteger failures = new AtomicInteger();
    private final Core core = core();
    private final SizedRecords records = new SizedRecords();

    @BeforeEach
    void asDocumented() {
        writer.largest.putAll(Map.of(
                "mail.commands.erp", Limits.RECORD_BYTES,
                "mail.parked", Limits.KEPT_RECORD_BYTES,
                "mail.dead.erp", Limits.KEPT_RECORD_BYTES,
                "mail.results.erp", Limits.USUAL_RECORD_BYTES,
                "mail.journal", Limits.USUAL_RECORD_BYTES));
        TestingCore.own(core, PLACE, new Assigned(Position.at(0).in("5aDMsF7fQmO7Yyq1Hd5gCA"), 1));
    }

    @AfterEach
    void nothingElseFailed() {
        core.close();
        assertThat(failures).as("the session goes on").hasValue(0);
        threads.close();
        timers.close();
    }

    @Nested
    class A_record_of_the_largest_size_that_the_topic_takes {
        @ParameterizedTest
        @EnumSource(SizedRecords.Kind.class)
        void is_written_on_or_answered_without_any_refusal(SizedRecords.Kind kind) {
            RawRecord record = records.filled(kind, Limits.RECORD_BYTES);

            taken(record);

            assertThat(core.refusedWrites().count()).isZero();
            assertThat(writer.records).isNotEmpty();
        }

        @Test
        void is_moved_home_as_it_came() {
            core.partitions().lost(Set.of(PLACE));
            TestingCore.own(core, PLACE, new Assigned(Position.at(0).in("5aDMsF7fQmO7Yyq1Hd5gCA"), 12));
            RawRecord record = records.filled(SizedRecords.Kind.SCHEDULED_WITH_LARGE_HEADERS, Limits.RECORD_BYTES);

            taken(record);

            assertThat(core.refusedWrites().count()).isZero();
            assertThat(writer.records).singleElement().satisfies(moved -> {
                assertThat(moved.topic()).isEqualTo("mail.commands.erp");
                assertThat(moved.value()).isSameAs(record.value());
                assertThat(TestingWriter.bytes(moved)).isEqualTo(Limits.RECORD_BYTES);
            });
        }
    }

    /** Topics that somebody made smaller while the worker ran. */
    @Nested
    class A_record_that_does_not_fit_where_it_has_to_go {
        @ParameterizedTest
        @CsvSource({"200000,65536", "2000,0"})
        void is_kept_as_its_head_with_length_digest_and_place(int takes, int head) throws NoSuchAlgorithmException {
            writer.largest.put("mail.dead.erp", takes);
            RawRecord garbage = records.filled(SizedRecords.Kind.GARBAGE, 1_000_000);

            taken(garbage);

            ProducerRecord<byte[], byte[]> letter = writer.records.getFirst();
            byte[] value = Objects.requireNonNull(garbage.value());
            assertThat(letter.value()).isEqualTo(Arrays.copyOf(value, head));
            assertThat(header(letter, "mailroom-length")).isEqualTo(Integer.toString(value.length));
            assertThat(header(letter, "mailroom-sha256"))
                    .isEqualTo(HexFormat.of()
                            .formatHex(MessageDigest.getInstance("SHA-256").digest(value)));
            assertThat(header(letter, "mailroom-topic")).isEqualTo("mail.commands.erp");
            assertThat(header(letter, "mailroom-offset")).isEqualTo("0");
            assertThat(core.refusedWrites().newest().orElseThrow().toString())
                    .contains("mail.commands.erp-0@0", "mail.dead.erp");
        }

        @Test
        void and_cannot_be_moved_home_is_answered() {
            writer.largest.put("mail.commands.erp", 1_000);
            core.partitions().lost(Set.of(PLACE));
            TestingCore.own(core, PLACE, new Assigned(Position.at(0).in("5aDMsF7fQmO7Yyq1Hd5gCA"), 12));

            taken(records.filled(SizedRecords.Kind.SCHEDULED, 100_000));

            assertThat(codes()).containsExactly("TOO_LARGE");
        }

        @Test
        void and_cannot_be_kept_waiting_is_answered() {
            writer.largest.put("mail.parked", 1_000);

            taken(records.filled(SizedRecords.Kind.SCHEDULED, 100_000));

            assertThat(codes()).contains("TOO_LARGE");
        }

        @Test
        void costs_the_commands_beside_it_nothing() {
            writer.largest.put("mail.dead.erp", 2_000);
            core.partitions().record(records.filled(SizedRecords.Kind.GARBAGE, 100_000));

            taken(records.filled(SizedRecords.Kind.SCHEDULED, 10_000));

            assertThat(writer.records).anyMatch(record -> record.topic().equals("mail.parked"));
        }
    }

    @Nested
    class An_answer_for_which_there_is_no_smaller_one {
        @Test
        void holds_its_client_and_keeps_its_record_open() {
            writer.largest.put("mail.results.erp", 10);

            core.partitions().record(records.filled(SizedRecords.Kind.REJECTED_FOR_A_LARGE_FIELD, 1_000));

            eventually(() -> holds.of(ERP).isPresent());
            assertThat(holds.of(ERP).orElseThrow()).contains("mail.results.erp");
            assertThat(writer.records).isEmpty();
            assertThat(core.partitions().held(PLACE)).isTrue();
        }
    }

    @Nested
    class A_permission_that_cannot_be_written {
        @Test
        void holds_its_client_and_nothing_is_sent() {
            writer.largest.put("mail.journal", 10);

            core.partitions().record(records.record(SizedRecords.Kind.DUE, 0));

            eventually(() -> holds.of(ERP).isPresent());
            assertThat(holds.of(ERP).orElseThrow()).contains("mail.journal");
            assertThat(mailbox.submissions).isEmpty();
        }
    }

    /** Waits until the record has ended. */
    private void taken(RawRecord record) {
        core.partitions().record(record);
        eventually(() -> writer.committed.stream()
                .map(CommitRequest::finished)
                .anyMatch(finished -> finished.contains(record.offset())));
    }

    private static void eventually(BooleanSupplier condition) {
        long latest = System.nanoTime() + Duration.ofMinutes(2).toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("within two minutes").isLessThan(latest);
            Thread.onSpinWait();
        }
    }

    private List<String> codes() {
        return writer.records.stream()
                .filter(record -> record.topic().equals("mail.results.erp"))
                .map(EveryWriteTest::code)
                .filter(code -> !code.isEmpty())
                .toList();
    }

    private static String code(ProducerRecord<byte[], byte[]> record) {
        try {
            return MailJson.read(record.value()).path("code").asText();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static String header(ProducerRecord<byte[], byte[]> record, String name) {
        return new String(record.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
    }

    private Core core() {
        var rules = new SendRules(
                Duration.ofSeconds(1),
                Duration.ofSeconds(2),
                Duration.ofSeconds(1),
                Duration.ofMillis(100),
                Duration.ofSeconds(2));
        return TestingCore.of(
                new Core.Ports(
                        _ -> writer,
                        new TestingTopics(),
                        StateIndexes.inMemory(),
                        timers,
                        Clock.systemUTC(),
                        threads,
                        holds),
                mailbox,
                rules,
                Duration.ofMillis(500),
                failures::incrementAndGet);
    }
}
