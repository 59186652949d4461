package io.mailroom.worker.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.mailroom.model.command.SendMail;
import io.mailroom.model.topic.TopicNames;
import io.mailroom.worker.index.StateIndexes;
import io.mailroom.worker.intake.PartitionFlow.Assigned;
import io.mailroom.worker.record.Place;
import io.mailroom.worker.record.Position;
import io.mailroom.worker.record.RawRecord;
import io.mailroom.worker.record.RawRecord.RawHeader;
import io.mailroom.worker.send.SendRules;
import io.mailroom.worker.session.Core;
import io.mailroom.worker.testing.TestingCore;
import io.mailroom.worker.testing.TestingHolds;
import io.mailroom.worker.testing.TestingMailbox;
import io.mailroom.worker.testing.TestingTopics;
import io.mailroom.worker.testing.TestingWriter;
import io.mailroom.worker.time.ScheduledTimers;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class RepeatedCommandsTest {
    private static final Place PLACE = new Place("mail.commands.erp", 0);

    private final TestingTopics topics = new TestingTopics();
    private final TestingMailbox mailbox = new TestingMailbox();
    private final TestingWriter writer = new TestingWriter();
    private final ScheduledTimers timers = new ScheduledTimers(Clock.systemUTC());
    private final CountDownLatch graphAnswers = new CountDownLatch(1);
    private final Core core = core();

    @BeforeEach
    void oneMailWasSentAndAnotherHangs() {
        TestingCore.own(core, PLACE, new Assigned(Position.at(0), 1));
        core.partitions().record(command(0, "sent", "Invoice"));
        // Not only written: the journal knows of it too.
        await(() -> results("SENT") == 1 && core.underWay() == 0);
        topics.put(journaled());
        mailbox.beforeSends.add(this::hang);
        core.partitions().record(command(1, "hangs", "Invoice"));
    }

    @AfterEach
    void end() {
        graphAnswers.countDown();
        core.close();
        timers.close();
    }

    @Nested
    class A_finished_command_that_comes_again {
        @Test
        void hears_its_result_again_while_its_mailbox_hangs() {
            core.partitions().record(command(2, "sent", "Invoice"));

            await(() -> results("SENT") == 2);
            assertThat(mailbox.submissions).hasSize(1);
        }

        @Test
        void hears_its_result_again_though_it_writes_a_default_out() {
            core.partitions().record(command(2, "sent", "Invoice", ",\"importance\":\"normal\",\"cc\":[]"));

            await(() -> results("SENT") == 2);
            assertThat(results("IDEMPOTENCY_CONFLICT")).isZero();
        }

        @Test
        void is_a_conflict_if_it_says_something_else() {
            core.partitions().record(command(2, "sent", "Another"));

            await(() -> results("IDEMPOTENCY_CONFLICT") == 1);
        }

        @Test
        void stands_in_line_if_its_entry_cannot_be_read() {
            topics.breakDown(new org.apache.kafka.common.errors.TimeoutException("planted"));
            core.partitions().record(command(2, "sent", "Invoice"));
            await(() -> topics.reads() > 0);
            topics.repair();

            graphAnswers.countDown();

            await(() -> results("SENT") == 3);
            assertThat(mailbox.submissions).hasSize(2);
        }
    }

    private void hang() {
        try {
            graphAnswers.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void await(BooleanSupplier condition) {
        while (!condition.getAsBoolean()) {
            Thread.onSpinWait();
        }
    }

    private long results(String code) {
        return writer.records.stream()
                .filter(record -> record.topic().equals("mail.results.erp"))
                .filter(record ->
                        new String(record.value(), StandardCharsets.UTF_8).contains("\"code\":\"" + code + "\""))
                .count();
    }

    /** The newest entry, where the writer says that everything stands. */
    private RawRecord journaled() {
        var entry = writer.records.stream()
                .filter(record -> record.topic().equals(TopicNames.JOURNAL))
                .reduce((_, newer) -> newer)
                .orElseThrow();
        return new RawRecord(TopicNames.JOURNAL, 0, 7, Instant.now(), entry.key(), entry.value(), List.of());
    }

    private static RawRecord command(long offset, String id, String subject) {
        return command(offset, id, subject, "");
    }

    /** @param more members of the data, after a comma */
    private static RawRecord command(long offset, String id, String subject, String more) {
        String mail = "{\"connectionId\":\"adele\",\"to\":[{\"address\":\"alex@contoso.example\"}]," + "\"subject\":\""
                + subject + "\",\"text\":\"Please pay.\"" + more + "}";
        return new RawRecord(
                PLACE.topic(),
                0,
                offset,
                Instant.now(),
                utf8("adele"),
                utf8(mail),
                List.of(
                        new RawHeader("ce_specversion", utf8("1.0")),
                        new RawHeader("ce_id", utf8(id)),
                        new RawHeader("ce_source", utf8("/erp")),
                        new RawHeader("ce_type", utf8(SendMail.TYPE)),
                        new RawHeader("content-type", utf8("application/json"))));
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private Core core() {
        var rules = new SendRules(
                Duration.ofSeconds(10),
                Duration.ofMinutes(3),
                Duration.ofSeconds(30),
                Duration.ofSeconds(10),
                Duration.ofSeconds(30));
        return TestingCore.of(
                new Core.Ports(
                        _ -> writer,
                        topics,
                        StateIndexes.inMemory(),
                        timers,
                        Clock.systemUTC(),
                        task -> Thread.ofVirtual().start(task),
                        new TestingHolds().lookedAt(Instant.MAX)),
                mailbox,
                rules,
                Duration.ofSeconds(10),
                () -> {});
    }
}
