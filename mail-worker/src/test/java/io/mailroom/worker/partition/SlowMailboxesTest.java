package io.mailroom.worker.partition;

import static org.assertj.core.api.Assertions.assertThat;

import io.mailroom.model.id.ClientName;
import io.mailroom.model.id.CommandKey;
import io.mailroom.model.id.ConnectionId;
import io.mailroom.model.result.ResultCode;
import io.mailroom.worker.commit.PartitionOffsets;
import io.mailroom.worker.index.OffsetIndex;
import io.mailroom.worker.journal.Journal;
import io.mailroom.worker.journal.JournalKey;
import io.mailroom.worker.journal.PayloadHash;
import io.mailroom.worker.outcome.History;
import io.mailroom.worker.park.Parked;
import io.mailroom.worker.park.ParkedStub;
import io.mailroom.worker.queue.MailboxQueues;
import io.mailroom.worker.queue.QueueWork;
import io.mailroom.worker.queue.Room;
import io.mailroom.worker.queue.TurnResult;
import io.mailroom.worker.record.Position;
import io.mailroom.worker.record.RawRecord;
import io.mailroom.worker.sync.CursorCache;
import io.mailroom.worker.sync.Cursors;
import io.mailroom.worker.testing.TestingKeys;
import io.mailroom.worker.testing.TestingMails;
import io.mailroom.worker.testing.TestingTimers;
import io.mailroom.worker.testing.TestingTopics;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Real queues and a real budget; every call of a slow mailbox hangs until the test ends. */
class SlowMailboxesTest {
    private static final int HEALTHY = 100;
    private static final int POLL = 200;
    private static final int RECORDS = 1000;
    private static final long BYTES = 1 << 20;
    private static final int SLOW_RECORDS = 6000;

    private final TestingTimers timers = new TestingTimers();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Queue<Throwable> failures = new ConcurrentLinkedQueue<>();
    private final Budget budget = new Budget(RECORDS, BYTES, SLOW_RECORDS);
    private final CountDownLatch end = new CountDownLatch(1);
    private final AtomicInteger hanging = new AtomicInteger();
    private final AtomicInteger mostHanging = new AtomicInteger();
    private final AtomicInteger healthyEnded = new AtomicInteger();
    private final OwnedPartition partition = new OwnedPartition(
            new PartitionOffsets("mail.commands.erp", 0, Position.at(0)),
            new Journal(new TestingTopics(), 0, OffsetIndex.inMemory()),
            new Cursors(new ClientName("erp"), new TestingTopics(), 0, OffsetIndex.inMemory(), new CursorCache()),
            0,
            1,
            Instant.EPOCH,
            owned -> new MailboxQueues<>(
                    new MailboxQueues.Ground(threads, timers, failures::add),
                    new HangingWork(),
                    budget,
                    owned,
                    new MailboxQueues.Bounds(8, Duration.ofSeconds(2))));

    @AfterEach
    void endAll() {
        partition.queues().close();
        end.countDown();
        threads.close();
    }

    @ParameterizedTest(name = "{0} mailboxes with {1} commands of {2} bytes")
    @CsvSource({"1200, 9, 100", "5000, 1, 100", "140, 9, 100", "60, 9, 60000", "4000, 3, 100"})
    void hold_up_no_command_of_a_healthy_one(int slow, int each, int bytes) throws Exception {
        Queue<CommandInFlight> topic = new ArrayDeque<>(commands(slow, each, bytes));
        int healthy = HEALTHY * 9;

        boolean allRead = within(() -> {
            poll(topic);
            return topic.isEmpty() && healthyEnded.get() == healthy;
        });

        assertThat(allRead)
                .as("read and ended, %d left, %d ended", topic.size(), healthyEnded.get())
                .isTrue();
        assertThat(mostHanging.get()).isEqualTo(hanging.get()).isPositive();
        assertThat(budget.underWay()).isLessThanOrEqualTo(RECORDS + POLL + SLOW_RECORDS);
        assertThat(budget.bytesUnderWay()).isLessThanOrEqualTo(2 * BYTES + POLL * (long) bytes);
        assertThat(failures).isEmpty();
    }

    /** As the intake does it; a full budget means that time goes by. */
    private void poll(Queue<CommandInFlight> topic) {
        if (budget.full() || topic.isEmpty()) {
            timers.ringAt(timers.now().plusSeconds(2));
            Thread.yield();
            return;
        }
        for (int i = 0; i < POLL && !topic.isEmpty(); i++) {
            CommandInFlight task = topic.remove();
            budget.take(task.record());
            budget.seen(task.record());
            partition.queues().add(task.command().connection(), task.record().offset(), task);
        }
    }

    private static boolean within(java.util.function.BooleanSupplier condition) {
        long latest = System.nanoTime() + TimeUnit.SECONDS.toNanos(120);
        while (System.nanoTime() < latest) {
            if (condition.getAsBoolean()) {
                return true;
            }
        }
        return false;
    }

    private List<CommandInFlight> commands(int slow, int each, int bytes) {
        var mailboxes = new ArrayList<String>();
        for (int i = 0; i < slow; i++) {
            mailboxes.addAll(Collections.nCopies(each, "slow-" + i));
        }
        for (int i = 0; i < HEALTHY; i++) {
            mailboxes.addAll(Collections.nCopies(9, "healthy-" + i));
        }
        Collections.shuffle(mailboxes, new Random(1));
        var tasks = new ArrayList<CommandInFlight>();
        for (int i = 0; i < mailboxes.size(); i++) {
            tasks.add(task(i, mailboxes.get(i), mailboxes.get(i).startsWith("slow") ? bytes : 100));
        }
        return tasks;
    }

    private CommandInFlight task(long offset, String mailbox, int bytes) {
        var connection = new ConnectionId(mailbox);
        var command = TestingMails.invoice(new CommandKey("/erp", "invoice-" + offset), connection);
        byte[] value = new byte[bytes];
        return new CommandInFlight(
                partition,
                new RawRecord("mail.commands.erp", 0, offset, Instant.EPOCH, null, value, List.of()),
                command,
                new PayloadHash("00"),
                TestingKeys.key(Long.toHexString(offset)),
                Instant.EPOCH,
                null);
    }

    /** What it parks is committed by somebody else, soon. */
    private final class HangingWork implements QueueWork<CommandInFlight> {
        private final Map<Long, ConnectionId> parkedOf = new ConcurrentHashMap<>();

        @Override
        public TurnResult run(CommandInFlight task) {
            turn(task.command().connection());
            budget.giveBack(task.record());
            return new TurnResult.Ended();
        }

        @Override
        public TurnResult run(ParkedStub stub, long storedAt, Room room) {
            turn(Objects.requireNonNull(parkedOf.get(stub.place())));
            room.giveBack();
            return new TurnResult.Ended();
        }

        private void turn(ConnectionId mailbox) {
            if (mailbox.value().startsWith("healthy")) {
                healthyEnded.incrementAndGet();
                return;
            }
            mostHanging.accumulateAndGet(hanging.incrementAndGet(), Math::max);
            try {
                end.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }

        @Override
        public Parked parked(CommandInFlight task, Instant due, ResultCode reason) {
            parkedOf.put(task.record().offset(), task.command().connection());
            return task.parked(Parked.Kind.IN_LINE, due, reason, History.NONE);
        }

        @Override
        public void park(CommandInFlight task, Parked parked) {
            threads.execute(() -> {
                budget.giveBack(task.record());
                partition.queues().stored(parked.connection(), parked.offset(), parked.offset());
            });
        }

        @Override
        public JournalKey key(CommandInFlight task) {
            return task.key();
        }

        @Override
        public String type(CommandInFlight task) {
            return task.command().type();
        }
    }
}
