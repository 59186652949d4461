package io.mailroom.worker.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.mailroom.model.command.CancelCommand;
import io.mailroom.model.command.MailCommand;
import io.mailroom.model.id.ClientName;
import io.mailroom.model.id.CommandKey;
import io.mailroom.model.id.ConnectionId;
import io.mailroom.model.result.ResultCode;
import io.mailroom.worker.commit.Committers;
import io.mailroom.worker.commit.Fact;
import io.mailroom.worker.commit.PartitionOffsets;
import io.mailroom.worker.intake.Position;
import io.mailroom.worker.intake.RawRecord;
import io.mailroom.worker.journal.Journal;
import io.mailroom.worker.journal.JournalKey;
import io.mailroom.worker.journal.PayloadHash;
import io.mailroom.worker.lane.After;
import io.mailroom.worker.lane.LineWork;
import io.mailroom.worker.lane.Lines;
import io.mailroom.worker.outcome.History;
import io.mailroom.worker.park.Parked;
import io.mailroom.worker.sync.Cursors;
import io.mailroom.worker.testing.TestingClock;
import io.mailroom.worker.testing.TestingCommitters;
import io.mailroom.worker.testing.TestingHolds;
import io.mailroom.worker.testing.TestingWriter;
import io.mailroom.worker.testing.TestingMails;
import io.mailroom.worker.testing.TestingTimers;
import io.mailroom.worker.testing.TestingTopics;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** What the running stack hits by luck alone; the rest of cancelling is proved there and by the simulation. */
class CancellingTest {
    private static final ClientName CLIENT = new ClientName("erp");
    private static final ConnectionId ADELE = new ConnectionId("adele");
    private static final CommandKey TARGET = new CommandKey("/erp", "invoice-1");

    private final TestingClock clock = new TestingClock();
    private final TestingTimers timers = new TestingTimers();
    private final TestingWriter writer = new TestingWriter();
    private final CountDownLatch brokerAnswers = new CountDownLatch(1);
    private final List<Runnable> threads = new CopyOnWriteArrayList<>();
    private final Committers committers = TestingCommitters.of(writer, timers, threads::add);
    private final Budget budget = new Budget(10, 1 << 20);
    private final Settling settling = new Settling(committers, new TestingHolds(), budget, clock, result -> {});
    private final OwnedPartition partition = new OwnedPartition(
            CLIENT,
            new PartitionOffsets("mail.commands.erp", 0, Position.at(0)),
            new Journal(new TestingTopics(), 0),
            new Cursors(),
            0,
            1,
            _ -> new Lines<>(task -> {}, timers, new NothingRuns(), () -> Long.MAX_VALUE, 8));
    private final Task target = task(0, TestingMails.invoice(TARGET, ADELE));
    private final Cancelling cancelling =
            new Cancelling(settling, (_, _) -> Optional.of(target.record()), budget, clock);

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
            partition.lines().keep(parked, -1);
            settling.park(target, parked, false);
            writer.planted.add(_ -> {
                brokerAnswers.await();
                return null;
            });
            Thread.ofVirtual().start(threads.getFirst());
            var command = new CancelCommand(new CommandKey("/erp", "cancel-1"), ADELE, TARGET);

            Thread cancel = Thread.ofPlatform().start(() -> cancelling.cancel(task(1, command), command));
            while (cancel.isAlive() && cancel.getState() != Thread.State.WAITING) {
                Thread.onSpinWait();
            }
            brokerAnswers.countDown();

            assertThat(cancel.join(Duration.ofSeconds(10))).isTrue();
            assertThat(writer.committed.getLast().facts())
                    .anyMatch(fact ->
                            fact instanceof Fact.Parked(var _, var what, var _) && what.kind() == Parked.Kind.SWEEP)
                    .noneMatch(fact -> fact instanceof Fact.Unparked);
        }
    }

    private Task task(long offset, MailCommand command) {
        partition.offsets().open(offset);
        return new Task(
                partition,
                new RawRecord("mail.commands.erp", 0, offset, clock.instant(), null, null, List.of()),
                command,
                new PayloadHash("00"),
                JournalKey.of(CLIENT, ADELE, command.key()),
                clock.instant(),
                null);
    }

    /** Nobody takes a turn here. */
    private static final class NothingRuns implements LineWork<Task> {
        @Override
        public After run(Task command) {
            throw new UnsupportedOperationException();
        }

        @Override
        public After run(Parked parked, long storedAt) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Parked parked(Task command, Instant due, ResultCode reason) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void park(Task command, Parked parked) {
            throw new UnsupportedOperationException();
        }
    }
}
