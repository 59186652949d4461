package io.mailroom.worker.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.mailroom.model.command.CancelCommand;
import io.mailroom.model.command.MailCommand;
import io.mailroom.model.command.SyncMail;
import io.mailroom.model.id.ClientName;
import io.mailroom.model.id.CommandKey;
import io.mailroom.model.id.ConnectionId;
import io.mailroom.model.result.ResultCode;
import io.mailroom.model.result.SentMail;
import io.mailroom.model.topic.TopicNames;
import io.mailroom.model.wire.MailEvents;
import io.mailroom.worker.commit.CommitRequest;
import io.mailroom.worker.commit.Committers;
import io.mailroom.worker.commit.Fact;
import io.mailroom.worker.commit.PartitionOffsets;
import io.mailroom.worker.commit.Refusal;
import io.mailroom.worker.index.OffsetIndex;
import io.mailroom.worker.journal.Journal;
import io.mailroom.worker.journal.JournalCodec;
import io.mailroom.worker.journal.JournalEntry;
import io.mailroom.worker.journal.JournalKey;
import io.mailroom.worker.journal.PayloadHash;
import io.mailroom.worker.outcome.Ending;
import io.mailroom.worker.outcome.Evidence;
import io.mailroom.worker.outcome.History;
import io.mailroom.worker.park.Parked;
import io.mailroom.worker.park.ParkedCodec;
import io.mailroom.worker.partition.Budget;
import io.mailroom.worker.partition.CommandInFlight;
import io.mailroom.worker.partition.OwnedPartition;
import io.mailroom.worker.partition.PartitionWriter;
import io.mailroom.worker.queue.MailboxQueues;
import io.mailroom.worker.queue.QueueKey;
import io.mailroom.worker.record.Position;
import io.mailroom.worker.record.RawRecord;
import io.mailroom.worker.sync.CursorCache;
import io.mailroom.worker.sync.Cursors;
import io.mailroom.worker.testing.NothingRuns;
import io.mailroom.worker.testing.TestingClock;
import io.mailroom.worker.testing.TestingCommitters;
import io.mailroom.worker.testing.TestingHolds;
import io.mailroom.worker.testing.TestingMails;
import io.mailroom.worker.testing.TestingTimers;
import io.mailroom.worker.testing.TestingTopics;
import io.mailroom.worker.testing.TestingWriter;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** What the running stack hits by luck alone; the rest of cancellation is proved there and by the simulation. */
class CancellationTest {
    private static final ClientName CLIENT = new ClientName("erp");
    private static final ConnectionId ADELE = new ConnectionId("adele");
    private static final QueueKey SENDS = new QueueKey(ADELE, QueueKey.Kind.SENDS);
    private static final QueueKey SYNCS = new QueueKey(ADELE, QueueKey.Kind.SYNCS);
    private static final CommandKey TARGET = new CommandKey("/erp", "invoice-1");

    private final TestingClock clock = new TestingClock();
    private final TestingTimers timers = new TestingTimers();
    private final TestingWriter writer = new TestingWriter();
    private final List<CommitRequest> committed = writer.committed;
    private final CountDownLatch brokerAnswers = new CountDownLatch(1);
    private final List<Runnable> commits = new CopyOnWriteArrayList<>();
    private final Committers committers = TestingCommitters.of(writer, timers, commits::add);
    private final TestingTopics topics = new TestingTopics();
    private final Queue<Runnable> threads = new ConcurrentLinkedQueue<>();
    private final List<Throwable> failures = new CopyOnWriteArrayList<>();
    private final Budget budget = new Budget(10, 1 << 20, 10);
    private final PartitionWriter partitionWriter = new PartitionWriter(committers, new TestingHolds());
    private final ResultWriter results = new ResultWriter(partitionWriter, budget, clock, result -> {});
    private final Parking parking = new Parking(partitionWriter, results, budget, clock);
    private final OwnedPartition partition = new OwnedPartition(
            CLIENT,
            new PartitionOffsets("mail.commands.erp", 0, Position.at(0)),
            new Journal(topics, 0, OffsetIndex.inMemory()),
            new Cursors(CLIENT, topics, 0, OffsetIndex.inMemory(), new CursorCache()),
            0,
            1,
            Instant.EPOCH,
            owned -> new MailboxQueues<>(
                    new MailboxQueues.Ground(threads::add, timers, failures::add),
                    new NothingRuns(),
                    budget,
                    owned,
                    new MailboxQueues.Bounds(8, Duration.ofSeconds(2))));
    private final CommandInFlight target = task(0, TestingMails.invoice(TARGET, ADELE));
    private final CancelCommand cancel = new CancelCommand(new CommandKey("/erp", "cancel-1"), ADELE, TARGET);
    private final Cancellation cancellation = new Cancellation(
            partitionWriter,
            results,
            (partition, offset) -> topics.committed(TopicNames.PARKED, partition, offset),
            budget,
            clock);

    @AfterEach
    void close() {
        committers.close();
    }

    @Nested
    class A_command_whose_parking_is_not_committed_yet {
        @Test
        void leaves_a_sweep_behind_that_clears_away_its_draft() throws Exception {
            Parked parked = target.parked(
                    Parked.Kind.IN_LINE, clock.instant().plusSeconds(600), ResultCode.THROTTLED, History.NONE);
            partition.queues().keep(SENDS, parked, -1, 0);
            parking.park(target, parked, false);
            topics.put(stored(7, parked));
            startCommitting();
            cancellation.enqueue(task(1, cancel), cancel);

            Thread line = Thread.ofPlatform().start(CancellationTest.this::runAll);
            while (line.isAlive() && line.getState() != Thread.State.WAITING) {
                Thread.onSpinWait();
            }
            brokerAnswers.countDown();

            assertThat(line.join(Duration.ofSeconds(10))).isTrue();
            assertThat(committed.getLast().facts())
                    .anyMatch(fact ->
                            fact instanceof Fact.Parked(var _, var what, var _) && what.kind() == Parked.Kind.SWEEP)
                    .noneMatch(fact -> fact instanceof Fact.Unparked);
        }
    }

    @Nested
    class A_cancel_for_which_something_cannot_be_read {
        private final Parked parked = target.parked(
                Parked.Kind.IN_LINE, clock.instant().plusSeconds(600), ResultCode.THROTTLED, History.NONE);

        @BeforeEach
        void stand() {
            partition.queues().keep(SENDS, parked, 7, 0);
            topics.put(stored(7, parked));
            topics.breakDown(new org.apache.kafka.common.errors.TimeoutException("planted"));
            brokerAnswers.countDown();
            startCommitting();
            cancellation.enqueue(task(1, cancel), cancel);
            runAll();
        }

        @Test
        void leaves_its_target_where_it_is_and_counts_nothing_as_begun() throws Exception {
            assertThat(committed).isEmpty();
            assertThat(partition.queues().parked()).isEqualTo(1);
            partition.offsets().beginNothingMore();
            partition.offsets().awaitNothingBegun(Instant.MAX, timers);
        }

        @Test
        void is_answered_once_it_can_be_read_and_holds_nothing_any_more() {
            topics.repair();

            timers.ringAt(timers.now().plusSeconds(1));
            runAll();

            assertThat(committed).hasSize(1);
            assertThat(committed.getFirst().finished()).containsExactly(1L);
            assertThat(budget.bytesUnderWay()).isZero();
            assertThat(failures).isEmpty();
        }

        @Test
        void holds_nothing_any_more_when_the_partition_goes_away() {
            partition.queues().close();

            assertThat(budget.bytesUnderWay()).isZero();
        }
    }

    @Nested
    class A_command_that_cannot_be_kept {
        private final Parked parked = target.parked(
                Parked.Kind.IN_LINE, clock.instant().plusSeconds(600), ResultCode.THROTTLED, History.NONE);
        private final Refusal refusal = new Refusal(TopicNames.PARKED, 100, "RecordTooLargeException");

        @BeforeEach
        void stand() {
            budget.take(target.record());
            partition.queues().keep(SENDS, parked, -1, 0);
            brokerAnswers.countDown();
            startCommitting();
        }

        @Test
        void ends_instead_of_waiting() {
            new UnparkableCommands(partitionWriter, results, budget, clock).enqueue(target, parked, refusal);
            runAll();

            assertThat(results()).containsExactly("TOO_LARGE");
            assertThat(committed.getFirst().finished()).containsExactly(0L);
            assertThat(budget.bytesUnderWay()).isZero();
        }

        @Test
        void is_answered_as_an_earlier_record_of_it_was() {
            var sent = new Ending.Sent(new SentMail("id", "<a@b>", "c", true));
            var result = Results.of(target, clock.instant(), sent, Evidence.none(), clock.instant());
            var done = new JournalEntry.Done(target.payload(), MailEvents.result(result));
            partition.journal().committed(target.key(), done, 3);
            topics.put(new RawRecord(
                    TopicNames.JOURNAL,
                    0,
                    3,
                    clock.instant(),
                    target.key().hex().getBytes(StandardCharsets.US_ASCII),
                    JournalCodec.write(done),
                    List.of()));

            new UnparkableCommands(partitionWriter, results, budget, clock).enqueue(target, parked, refusal);
            runAll();

            assertThat(results()).containsExactly("SENT");
            assertThat(committed.getFirst().facts()).noneMatch(Fact.Journaled.class::isInstance);
        }

        @Test
        void is_called_back_with_its_record_if_a_cancel_comes_first() {
            cancellation.enqueue(task(1, cancel), cancel);
            new UnparkableCommands(partitionWriter, results, budget, clock).enqueue(target, parked, refusal);
            runAll();

            assertThat(results()).containsExactly("CANCELLED", "CANCELLED");
            assertThat(committed.getLast().finished()).containsExactlyInAnyOrder(0L, 1L);
            assertThat(budget.bytesUnderWay()).isZero();
        }
    }

    @Nested
    class A_cancel_whose_partition_goes_away {
        @Test
        void holds_nothing_of_its_target_any_more() {
            budget.take(target.record());
            assertThat(partition.queues().add(ADELE, 0, target)).isTrue();
            cancellation.enqueue(task(1, cancel), cancel);
            committers.close();

            runAll();

            assertThat(budget.bytesUnderWay()).isZero();
        }
    }

    @Nested
    class A_sync {
        @Test
        void is_called_back_in_its_own_line() {
            brokerAnswers.countDown();
            startCommitting();
            var sync = task(0, new SyncMail(TARGET, ADELE, SyncMail.INBOX));
            Parked parked = sync.parked(Parked.Kind.IN_LINE, Instant.MAX, ResultCode.THROTTLED, History.NONE)
                    .neverBegun();
            topics.put(stored(7, parked));
            partition.queues().keep(SYNCS, parked, 7, 0);

            cancellation.enqueue(task(1, cancel), cancel);
            runAll();

            assertThat(results()).containsExactly("CANCELLED", "CANCELLED");
            assertThat(partition.queues().parked()).isZero();
        }
    }

    @Nested
    class A_target_that_stands_in_neither_line {
        @Test
        void is_unknown() {
            brokerAnswers.countDown();
            startCommitting();

            cancellation.enqueue(task(1, cancel), cancel);
            runAll();

            assertThat(results()).containsExactly("COMMAND_UNKNOWN");
            assertThat(budget.bytesUnderWay()).isZero();
        }
    }

    private List<String> results() {
        return committed.stream()
                .flatMap(settlement -> settlement.facts().stream())
                .filter(Fact.Result.class::isInstance)
                .map(fact -> new String(((Fact.Result) fact).event().getData().toBytes(), StandardCharsets.UTF_8))
                .map(data -> data.replaceAll(".*\"code\" ?: ?\"([A-Z_]+)\".*", "$1"))
                .toList();
    }

    private void runAll() {
        for (Runnable next = threads.poll(); next != null; next = threads.poll()) {
            next.run();
        }
    }

    private RawRecord stored(long offset, Parked parked) {
        return new RawRecord(
                TopicNames.PARKED,
                0,
                offset,
                clock.instant(),
                null,
                null,
                ParkedCodec.headers(parked, target.record()));
    }

    private void startCommitting() {
        writer.planted.add(_ -> {
            brokerAnswers.await();
            return null;
        });
        Thread.ofVirtual().start(commits.getFirst());
    }

    private CommandInFlight task(long offset, MailCommand command) {
        var record = new RawRecord("mail.commands.erp", 0, offset, clock.instant(), null, null, List.of());
        partition.offsets().open(offset);
        if (command instanceof CancelCommand) {
            budget.take(record);
        }
        return new CommandInFlight(
                partition,
                record,
                command,
                new PayloadHash("00"),
                JournalKey.of(CLIENT, ADELE, command.key()),
                clock.instant(),
                null);
    }
}
