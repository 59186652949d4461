package io.mailroom.worker.command;

import io.mailroom.model.command.CancelCommand;
import io.mailroom.model.command.MailCommand;
import io.mailroom.model.id.ClientName;
import io.mailroom.model.id.CommandKey;
import io.mailroom.model.id.ConnectionId;
import io.mailroom.model.topic.TopicNames;
import io.mailroom.worker.commit.CommitRequest;
import io.mailroom.worker.commit.Committers;
import io.mailroom.worker.commit.Fact;
import io.mailroom.worker.commit.PartitionOffsets;
import io.mailroom.worker.index.OffsetIndex;
import io.mailroom.worker.journal.Journal;
import io.mailroom.worker.journal.JournalKey;
import io.mailroom.worker.journal.PayloadHash;
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

/** A partition whose commands are cancelled, parked and ended, and whose commits and threads run when the test says so. */
abstract class CommandRig {
    static final ClientName CLIENT = new ClientName("erp");
    static final ConnectionId ADELE = new ConnectionId("adele");
    static final QueueKey SENDS = new QueueKey(ADELE, QueueKey.Kind.SENDS);
    static final QueueKey SYNCS = new QueueKey(ADELE, QueueKey.Kind.SYNCS);
    static final CommandKey TARGET = new CommandKey("/erp", "invoice-1");

    final TestingClock clock = new TestingClock();
    final TestingTimers timers = new TestingTimers();
    final TestingWriter writer = new TestingWriter();
    final List<CommitRequest> committed = writer.committed;
    final CountDownLatch brokerAnswers = new CountDownLatch(1);
    final List<Runnable> commits = new CopyOnWriteArrayList<>();
    final Committers committers = TestingCommitters.of(writer, timers, commits::add);
    final TestingTopics topics = new TestingTopics();
    final Queue<Runnable> threads = new ConcurrentLinkedQueue<>();
    final List<Throwable> failures = new CopyOnWriteArrayList<>();
    final Budget budget = new Budget(10, 1 << 20, 10);
    final PartitionWriter partitionWriter = new PartitionWriter(committers, new TestingHolds());
    final ResultWriter results = new ResultWriter(partitionWriter, budget, clock, result -> {});
    final Parking parking = new Parking(partitionWriter, results, budget, clock);
    final OwnedPartition partition = new OwnedPartition(
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
    final CommandInFlight target = task(0, TestingMails.invoice(TARGET, ADELE));
    final CancelCommand cancel = new CancelCommand(new CommandKey("/erp", "cancel-1"), ADELE, TARGET);
    final Cancellation cancellation = new Cancellation(
            partitionWriter,
            results,
            (partition, offset) -> topics.committed(TopicNames.PARKED, partition, offset),
            budget,
            clock);

    @AfterEach
    void close() {
        committers.close();
    }

    List<String> results() {
        return committed.stream()
                .flatMap(request -> request.facts().stream())
                .filter(Fact.Result.class::isInstance)
                .map(fact -> new String(((Fact.Result) fact).event().getData().toBytes(), StandardCharsets.UTF_8))
                .map(data -> data.replaceAll(".*\"code\" ?: ?\"([A-Z_]+)\".*", "$1"))
                .toList();
    }

    void runAll() {
        for (Runnable next = threads.poll(); next != null; next = threads.poll()) {
            next.run();
        }
    }

    RawRecord stored(long offset, Parked parked) {
        return new RawRecord(
                TopicNames.PARKED,
                0,
                offset,
                clock.instant(),
                null,
                null,
                ParkedCodec.headers(parked, target.record()));
    }

    void startCommitting() {
        writer.planted.add(_ -> {
            brokerAnswers.await();
            return null;
        });
        Thread.ofVirtual().start(commits.getFirst());
    }

    CommandInFlight task(long offset, MailCommand command) {
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
