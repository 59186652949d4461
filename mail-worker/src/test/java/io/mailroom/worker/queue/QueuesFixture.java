package io.mailroom.worker.queue;

import static org.assertj.core.api.Assertions.assertThat;

import io.mailroom.model.command.SendMail;
import io.mailroom.model.command.SyncMail;
import io.mailroom.model.id.ConnectionId;
import io.mailroom.model.result.ResultCode;
import io.mailroom.worker.journal.JournalKey;
import io.mailroom.worker.park.Parked;
import io.mailroom.worker.park.ParkedStub;
import io.mailroom.worker.testing.TestingClock;
import io.mailroom.worker.testing.TestingKeys;
import io.mailroom.worker.testing.TestingParked;
import io.mailroom.worker.time.Timers;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/** MailboxQueues whose threads, time, memory and work a test decides. */
abstract class QueuesFixture {
    static final ConnectionId MAILBOX = new ConnectionId("m");
    static final ConnectionId OTHER = new ConnectionId("o");
    static final QueueKey SENDS = new QueueKey(MAILBOX, QueueKey.Kind.SENDS);

    final TestingClock clock = new TestingClock();
    final List<Runnable> alarms = new ArrayList<>();
    final Queue<Runnable> threads = new ArrayDeque<>();
    final Work work = new Work();
    final TestingMemory memory = new TestingMemory();
    final List<Throwable> failures = new ArrayList<>();
    long readBelow = Long.MAX_VALUE;
    boolean mayBegin = true;
    final MailboxQueues<String> queues = new MailboxQueues<>(
            new MailboxQueues.Ground(threads::add, timers(), failures::add),
            work,
            memory,
            new MailboxQueues.Owned() {
                @Override
                public long readBelow() {
                    return readBelow;
                }

                @Override
                public boolean mayBegin() {
                    return mayBegin;
                }
            },
            new MailboxQueues.Bounds(2, Duration.ofSeconds(2)));

    void add(ConnectionId mailbox, long... places) {
        for (long place : places) {
            assertThat(queues.add(mailbox, place, Long.toString(place))).isTrue();
        }
    }

    void runAll() {
        for (Runnable next = threads.poll(); next != null; next = threads.poll()) {
            next.run();
        }
    }

    Parked parked(String command, Instant due) {
        return work.parked(command, due, ResultCode.THROTTLED);
    }

    private Timers timers() {
        return new Timers() {
            @Override
            public Pending at(Instant time, Runnable task) {
                alarms.add(task);
                return () -> alarms.remove(task);
            }

            @Override
            public Instant now() {
                return clock.instant();
            }
        };
    }

    /** Writes down what is done; what it parks is committed at once, unless a test wants it on its way. */
    final class Work implements QueueWork<String> {
        final List<String> done = new ArrayList<>();
        final List<String> parked = new ArrayList<>();
        final Map<String, Instant> postponed = new HashMap<>();
        /** Until when parked commands are to stay where they are. */
        final Queue<Instant> stays = new ArrayDeque<>();

        private final Map<Long, String> names = new HashMap<>();
        Runnable during = () -> {};
        String key = "";
        boolean givesUp;
        boolean stores = true;

        @Nullable
        Throwable failing;

        @Override
        public TurnResult run(String command) {
            fail();
            during.run();
            Instant until = postponed.remove(command);
            if (givesUp) {
                return new TurnResult.GivenUp();
            }
            if (until == null) {
                done.add(command);
                return new TurnResult.Ended();
            }
            Parked waits = parked(command, until, ResultCode.THROTTLED);
            return new TurnResult.Waits(waits, until, () -> park(command, waits));
        }

        @Override
        public TurnResult run(ParkedStub stub, long storedAt, Room room) {
            fail();
            Instant later = stays.poll();
            if (later != null) {
                room.giveBack();
                return new TurnResult.Stays(
                        new ParkedStub(stub.kind(), stub.place(), stub.key(), later, null, null, true),
                        later,
                        ResultCode.RECONNECT_REQUIRED);
            }
            done.add(names.getOrDefault(stub.place(), "?"));
            room.giveBack();
            return new TurnResult.Ended();
        }

        private void fail() {
            switch (failing) {
                case RuntimeException e -> throw e;
                case Error e -> throw e;
                case null, default -> {}
            }
        }

        @Override
        public Parked parked(String command, Instant due, ResultCode reason) {
            long place = Long.parseLong(command.replace("sync-", ""));
            names.put(place, command);
            return new TestingParked(MAILBOX.value(), command, due)
                    .at(place)
                    .type(type(command))
                    .key(key(command))
                    .reason(reason)
                    .receivedAt(clock.instant())
                    .build()
                    .neverBegun();
        }

        @Override
        public void park(String command, Parked what) {
            parked.add(command);
            if (stores) {
                queues.stored(what.connection(), what.offset(), 100 + what.offset());
            }
        }

        @Override
        public JournalKey key(String command) {
            return TestingKeys.key(key.isEmpty() ? command : key);
        }

        @Override
        public String type(String command) {
            return command.startsWith("sync") ? SyncMail.TYPE : SendMail.TYPE;
        }
    }
}
