package io.mailroom.worker.takeover;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mailroom.model.command.CancelCommand;
import io.mailroom.model.command.SendMail;
import io.mailroom.model.id.ClientName;
import io.mailroom.model.topic.TopicNames;
import io.mailroom.worker.commit.CannotCommit;
import io.mailroom.worker.commit.CommitRequest;
import io.mailroom.worker.commit.Fact;
import io.mailroom.worker.commit.Written;
import io.mailroom.worker.index.DirectoryAnswer;
import io.mailroom.worker.index.Identity;
import io.mailroom.worker.index.IndexBroken;
import io.mailroom.worker.index.IndexDirectory;
import io.mailroom.worker.index.OffsetIndex;
import io.mailroom.worker.index.StateIndexes;
import io.mailroom.worker.intake.PartitionFlow.Assigned;
import io.mailroom.worker.intake.PartitionFlow.TakenOver;
import io.mailroom.worker.journal.JournalEntry;
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
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The disk of the index fails in the midst of work: the session ends, and the next one goes on without that disk. */
@Timeout(60)
class BrokenIndexTest {
    private static final Place PLACE = new Place("mail.commands.erp", 0);

    @TempDir
    private Path path;

    private final TestingTopics topics = new TestingTopics();
    private final TestingMailbox mailbox = new TestingMailbox();
    private final TestingWriter writer = new TestingWriter();
    private final TestingHolds holds = new TestingHolds().lookedAt(Instant.MAX);
    private final ScheduledTimers timers = new ScheduledTimers(Clock.systemUTC());
    private final List<Core> sessions = new ArrayList<>();
    private final AtomicReference<Runnable> atPermission = new AtomicReference<>(() -> {});
    private CountDownLatch failed = new CountDownLatch(1);
    private StateIndexes indexes;
    private Core core;

    @BeforeEach
    void one_mail_was_sent() {
        IndexDirectory directory = ((DirectoryAnswer.Opened) IndexDirectory.open(path)).directory();
        indexes = new StateIndexes(
                (topic, partition, _) -> topic.equals(TopicNames.JOURNAL)
                        ? directory.open(new Identity("t", partition))
                        : OffsetIndex.inMemory(),
                directory::close);
        core = session();
        TestingCore.own(core, PLACE, new Assigned(Position.at(0), 1));
        core.partitions().record(send(0, "sent"));
        await(() -> core.underWay() == 0);
        journal(7);
    }

    @AfterEach
    void end() {
        sessions.forEach(Core::close);
        indexes.close();
        timers.close();
    }

    /** What was stored there is given back no more; the first page still is. */
    private void breakTheDisk() {
        try (var file = new RandomAccessFile(path.resolve("partition-0.index").toFile(), "rw")) {
            file.setLength(4096);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Nested
    class A_record_that_comes_in_then {
        @Test
        void ends_the_session_and_the_next_one_answers_it_without_a_second_mail() {
            breakTheDisk();
            assertThatThrownBy(() -> core.partitions().record(send(1, "sent"))).isInstanceOf(IndexBroken.class);

            next(1);
            core.partitions().record(send(1, "sent"));

            await(() -> results("SENT") == 2);
            assertThat(mailbox.submissions).hasSize(1);
        }
    }

    @Nested
    class A_permission_that_is_committed_then {
        @Test
        void sends_nothing_and_ends_the_session() throws Exception {
            atPermission.set(BrokenIndexTest.this::breakTheDisk);

            core.partitions().record(send(1, "another"));

            failed.await();
            assertThat(mailbox.submissions).hasSize(1);
            assertThat(results("INTERNAL_ERROR")).isZero();
        }
    }

    @Nested
    class A_result_that_is_committed_then {
        @Test
        void is_told_once_and_ends_the_session() throws Exception {
            mailbox.beforeSends.add(BrokenIndexTest.this::breakTheDisk);

            core.partitions().record(send(1, "another"));
            failed.await();
            journal(8);
            next(2);
            core.partitions().record(send(2, "another"));

            await(() -> results("SENT") == 3);
            assertThat(mailbox.submissions).hasSize(2);
        }
    }

    @Nested
    class A_cancel_then {
        @Test
        void is_not_answered_by_who_knows_nothing() throws Exception {
            breakTheDisk();

            core.partitions().record(cancel(1, "cancel", "sent"));

            failed.await();
            assertThat(results("INTERNAL_ERROR")).isZero();
        }
    }

    @Nested
    class A_takeover_then {
        @Test
        void is_told_of_and_the_next_one_goes_on_in_memory() {
            core.partitions().lost(Set.of(PLACE));
            breakTheDisk();

            assertThat(takenOver()).isEqualTo(TakenOver.FAILED);
            assertThat(holds.of(new ClientName("erp")).orElseThrow()).contains("cannot be remembered");

            holds.letGo(new ClientName("erp"));
            assertThat(takenOver()).isEqualTo(TakenOver.DONE);
            core.partitions().record(send(1, "sent"));
            await(() -> results("SENT") == 2);
            assertThat(mailbox.submissions).hasSize(1);
        }

        private TakenOver takenOver() {
            core.partitions().assigned(Map.of(PLACE, new Assigned(Position.at(1), 1)));
            TakenOver answer = core.partitions().takenOver(PLACE);
            while (answer == TakenOver.UNDER_WAY) {
                Thread.onSpinWait();
                answer = core.partitions().takenOver(PLACE);
            }
            return answer;
        }
    }

    /** After a failed session, as in production: over the same indexes. */
    private void next(long from) {
        core.close();
        core = session();
        TestingCore.own(core, PLACE, new Assigned(Position.at(from), 1));
    }

    private Core session() {
        failed = new CountDownLatch(1);
        CountDownLatch ofThis = failed;
        var rules = new SendRules(
                Duration.ofSeconds(10),
                Duration.ofMinutes(3),
                Duration.ofSeconds(30),
                Duration.ofSeconds(10),
                Duration.ofSeconds(30));
        Core session = TestingCore.of(
                new Core.Ports(
                        _ -> this::commit,
                        topics,
                        indexes,
                        timers,
                        Clock.systemUTC(),
                        task -> Thread.ofVirtual().start(() -> carryOut(task, ofThis)),
                        holds),
                mailbox,
                rules,
                Duration.ofSeconds(10),
                ofThis::countDown);
        sessions.add(session);
        return session;
    }

    private Written commit(List<CommitRequest> batch) throws CannotCommit, InterruptedException {
        if (batch.stream()
                .flatMap(each -> each.facts().stream())
                .anyMatch(fact -> fact instanceof Fact.Journaled(var _, JournalEntry.Sending _))) {
            atPermission.get().run();
        }
        return writer.commit(batch);
    }

    private static void carryOut(Runnable task, CountDownLatch failed) {
        try {
            task.run();
        } catch (Throwable e) {
            failed.countDown();
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

    /** The newest entry stands there; the writer says of everything that it stands at 7. */
    private void journal(long offset) {
        var entry = writer.records.stream()
                .filter(record -> record.topic().equals(TopicNames.JOURNAL))
                .reduce((_, newer) -> newer)
                .orElseThrow();
        topics.put(new RawRecord(TopicNames.JOURNAL, 0, offset, Instant.now(), entry.key(), entry.value(), List.of()));
    }

    private static RawRecord send(long offset, String id) {
        return command(
                offset,
                id,
                SendMail.TYPE,
                "{\"connectionId\":\"adele\",\"to\":[{\"address\":\"alex@contoso.example\"}],"
                        + "\"subject\":\"Invoice\",\"text\":\"Please pay.\"}");
    }

    private static RawRecord cancel(long offset, String id, String target) {
        return command(offset, id, CancelCommand.TYPE, "{\"connectionId\":\"adele\",\"commandId\":\"" + target + "\"}");
    }

    private static RawRecord command(long offset, String id, String type, String data) {
        return new RawRecord(
                PLACE.topic(),
                0,
                offset,
                Instant.now(),
                utf8("adele"),
                utf8(data),
                List.of(
                        new RawHeader("ce_specversion", utf8("1.0")),
                        new RawHeader("ce_id", utf8(id)),
                        new RawHeader("ce_source", utf8("/erp")),
                        new RawHeader("ce_type", utf8(type)),
                        new RawHeader("content-type", utf8("application/json"))));
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
