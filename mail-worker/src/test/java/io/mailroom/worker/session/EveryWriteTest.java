package io.mailroom.worker.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.mailroom.model.command.Limits;
import io.mailroom.model.command.SendMail;
import io.mailroom.model.id.ClientName;
import io.mailroom.model.wire.MailJson;
import io.mailroom.worker.commit.CommitRequest;
import io.mailroom.worker.index.StateIndexes;
import io.mailroom.worker.intake.PartitionFlow.Assigned;
import io.mailroom.worker.record.Place;
import io.mailroom.worker.record.Position;
import io.mailroom.worker.record.RawRecord;
import io.mailroom.worker.record.RawRecord.RawHeader;
import io.mailroom.worker.send.SendRules;
import io.mailroom.worker.testing.TestingCore;
import io.mailroom.worker.testing.TestingHolds;
import io.mailroom.worker.testing.TestingMailbox;
import io.mailroom.worker.testing.TestingTopics;
import io.mailroom.worker.testing.TestingWriter;
import io.mailroom.worker.time.ScheduledTimers;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.apache.kafka.common.record.internal.DefaultRecord;
import org.apache.kafka.common.record.internal.DefaultRecordBatch;
import org.jspecify.annotations.Nullable;
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
    private static final String FAR = "2199-01-01T00:00:00Z";

    private final TestingWriter writer = new TestingWriter();
    private final TestingMailbox mailbox = new TestingMailbox();
    private final TestingHolds holds = new TestingHolds().lookedAt(Instant.MAX);
    private final ScheduledTimers timers = new ScheduledTimers(Clock.systemUTC());
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final AtomicInteger failures = new AtomicInteger();
    private final Core core = core();
    private long next;

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

    /** What a record is, and where its bytes are. */
    enum Kind {
        GARBAGE,
        GARBAGE_WITH_A_LARGE_KEY,
        GARBAGE_WITH_LARGE_HEADERS,
        REJECTED_FOR_A_LARGE_FIELD,
        REJECTED_FOR_A_LARGE_TYPE,
        REJECTED_FOR_MANY_FIELDS,
        SCHEDULED,
        DUE,
        SCHEDULED_WITH_LARGE_HEADERS
    }

    @Nested
    class A_record_of_the_largest_size_that_the_topic_takes {
        @ParameterizedTest
        @EnumSource(Kind.class)
        void is_written_on_or_answered_without_any_refusal(Kind kind) {
            RawRecord record = filled(kind, Limits.RECORD_BYTES);

            taken(record);

            assertThat(core.refusedWrites().count()).isZero();
            assertThat(writer.records).isNotEmpty();
        }

        @Test
        void is_moved_home_as_it_came() {
            core.flow().lost(Set.of(PLACE));
            TestingCore.own(core, PLACE, new Assigned(Position.at(0).in("5aDMsF7fQmO7Yyq1Hd5gCA"), 12));
            RawRecord record = filled(Kind.SCHEDULED_WITH_LARGE_HEADERS, Limits.RECORD_BYTES);

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
        void is_kept_as_its_head_with_length_digest_and_place(int takes, int head) {
            writer.largest.put("mail.dead.erp", takes);
            RawRecord garbage = filled(Kind.GARBAGE, 1_000_000);

            taken(garbage);

            ProducerRecord<byte[], byte[]> letter = writer.records.getFirst();
            byte[] value = Objects.requireNonNull(garbage.value());
            assertThat(letter.value()).isEqualTo(Arrays.copyOf(value, head));
            assertThat(header(letter, "mailroom-length")).isEqualTo(Integer.toString(value.length));
            assertThat(header(letter, "mailroom-sha256")).hasSize(64);
            assertThat(header(letter, "mailroom-topic")).isEqualTo("mail.commands.erp");
            assertThat(header(letter, "mailroom-offset")).isEqualTo("0");
            assertThat(core.refusedWrites().newest().orElseThrow().toString())
                    .contains("mail.commands.erp-0@0", "mail.dead.erp");
        }

        @Test
        void and_cannot_be_moved_home_is_answered() {
            writer.largest.put("mail.commands.erp", 1_000);
            core.flow().lost(Set.of(PLACE));
            TestingCore.own(core, PLACE, new Assigned(Position.at(0).in("5aDMsF7fQmO7Yyq1Hd5gCA"), 12));

            taken(filled(Kind.SCHEDULED, 100_000));

            assertThat(codes()).containsExactly("TOO_LARGE");
        }

        @Test
        void and_cannot_be_kept_waiting_is_answered() {
            writer.largest.put("mail.parked", 1_000);

            taken(filled(Kind.SCHEDULED, 100_000));

            assertThat(codes()).contains("TOO_LARGE");
        }

        @Test
        void costs_the_commands_beside_it_nothing() {
            writer.largest.put("mail.dead.erp", 2_000);
            core.flow().record(filled(Kind.GARBAGE, 100_000));

            taken(filled(Kind.SCHEDULED, 10_000));

            assertThat(writer.records).anyMatch(record -> record.topic().equals("mail.parked"));
        }
    }

    @Nested
    class An_answer_for_which_there_is_no_smaller_one {
        @Test
        void holds_its_client_and_keeps_its_record_open() {
            writer.largest.put("mail.results.erp", 10);

            core.flow().record(filled(Kind.REJECTED_FOR_A_LARGE_FIELD, 1_000));

            eventually(() -> holds.of(ERP).isPresent());
            assertThat(holds.of(ERP).orElseThrow()).contains("mail.results.erp");
            assertThat(writer.records).isEmpty();
            assertThat(core.flow().held(PLACE)).isTrue();
        }
    }

    @Nested
    class A_permission_that_cannot_be_written {
        @Test
        void holds_its_client_and_nothing_is_sent() {
            writer.largest.put("mail.journal", 10);

            core.flow().record(record(Kind.DUE, 0));

            eventually(() -> holds.of(ERP).isPresent());
            assertThat(holds.of(ERP).orElseThrow()).contains("mail.journal");
            assertThat(mailbox.submissions).isEmpty();
        }
    }

    /** Waits until the record has ended. */
    private void taken(RawRecord record) {
        core.flow().record(record);
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

    /** A record whose batch has exactly that many bytes. */
    private RawRecord filled(Kind kind, int batch) {
        int padding = batch - (int) batch(record(kind, 0));
        RawRecord filled = record(kind, Math.max(0, padding - 16));
        // Lengths are written in one to five bytes, so the rest is found by trying.
        for (int more = padding - 16; batch(filled) < batch; more++) {
            filled = record(kind, more);
        }
        assertThat(batch(filled)).isLessThanOrEqualTo(batch);
        next++;
        return filled;
    }

    private static long batch(RawRecord record) {
        Header[] headers = record.headers().stream()
                .map(header -> new RecordHeader(header.name(), header.value()))
                .toArray(Header[]::new);
        return DefaultRecordBatch.RECORD_BATCH_OVERHEAD
                + DefaultRecord.sizeInBytes(
                        0,
                        0,
                        record.key() == null ? -1 : record.key().length,
                        record.value() == null ? -1 : record.value().length,
                        headers);
    }

    private RawRecord record(Kind kind, int padding) {
        byte[] much = new byte[padding];
        Arrays.fill(much, (byte) 'x');
        String text = new String(much, StandardCharsets.UTF_8);
        return switch (kind) {
            case GARBAGE -> raw(null, much, List.of());
            case GARBAGE_WITH_A_LARGE_KEY -> raw(much, new byte[0], List.of());
            case GARBAGE_WITH_LARGE_HEADERS -> raw(null, new byte[0], List.of(new RawHeader("their", much)));
            case REJECTED_FOR_A_LARGE_FIELD ->
                raw(utf8("adele"), utf8("{\"connectionId\":\"" + text + "\"}"), event(SendMail.TYPE));
            case REJECTED_FOR_A_LARGE_TYPE -> raw(utf8("adele"), utf8("{}"), event("io.mailroom." + text));
            case REJECTED_FOR_MANY_FIELDS ->
                raw(utf8("adele"), utf8("{\"connectionId\":\"adele\",\"a\":\"" + text + "\"}"), event(SendMail.TYPE));
            case SCHEDULED -> raw(utf8("adele"), utf8(scheduled(text)), event(SendMail.TYPE));
            case DUE ->
                raw(
                        utf8("adele"),
                        utf8(scheduled(text).replace("\"sendAt\":\"" + FAR + "\"", "\"importance\":\"low\"")),
                        event(SendMail.TYPE));
            case SCHEDULED_WITH_LARGE_HEADERS -> {
                var headers = new ArrayList<>(event(SendMail.TYPE));
                headers.add(new RawHeader("their", much));
                yield raw(utf8("adele"), utf8(scheduled("x")), headers);
            }
        };
    }

    /** White space between members is part of the record and of no field. */
    private static String scheduled(String padding) {
        return "{\"connectionId\":\"adele\",\"to\":[{\"address\":\"alex@contoso.example\"}],\"subject\":\"Invoice\","
                + "\"text\":\"Please pay.\",\"sendAt\":\"" + FAR + "\"" + padding.replace('x', ' ') + "}";
    }

    private List<RawHeader> event(String type) {
        return List.of(
                new RawHeader("ce_specversion", utf8("1.0")),
                new RawHeader("ce_id", utf8("c" + next)),
                new RawHeader("ce_source", utf8("/erp")),
                new RawHeader("ce_type", utf8(type)),
                new RawHeader("content-type", utf8("application/json")));
    }

    private RawRecord raw(byte @Nullable [] key, byte[] value, List<RawHeader> headers) {
        return new RawRecord("mail.commands.erp", 0, next, Instant.now(), key, value, headers);
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private Core core() {
        var rules = new SendRules(
                Duration.ofSeconds(1), Duration.ofSeconds(2), Duration.ofMillis(100), Duration.ofSeconds(2));
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
