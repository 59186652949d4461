package io.mailroom.worker.lane;

import static org.assertj.core.api.Assertions.assertThat;

import io.mailroom.model.id.CommandKey;
import io.mailroom.model.id.ConnectionId;
import io.mailroom.model.result.ResultCode;
import io.mailroom.worker.journal.JournalKey;
import io.mailroom.worker.journal.PayloadHash;
import io.mailroom.worker.outcome.History;
import io.mailroom.worker.park.Parked;
import io.mailroom.worker.testing.TestingClock;
import io.mailroom.worker.time.Timers;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class LinesTest {
    private static final ConnectionId MAILBOX = new ConnectionId("m");
    private static final ConnectionId OTHER = new ConnectionId("o");

    private final TestingClock clock = new TestingClock();
    private final List<Runnable> alarms = new ArrayList<>();
    private final Queue<Runnable> threads = new ArrayDeque<>();
    private final Work work = new Work();
    private long readBelow = Long.MAX_VALUE;
    private final Lines<String> lines = new Lines<>(threads::add, timers(), work, () -> readBelow, 2);

    @Nested
    class Commands_of_one_mailbox {
        @Test
        void run_in_the_order_of_their_records() {
            add(MAILBOX, 1, 2);

            runAll();

            assertThat(work.done).containsExactly("1", "2");
        }

        @Test
        void wait_in_kafka_once_too_many_are_in_memory_and_keep_their_order() {
            add(MAILBOX, 1, 2, 3, 4);

            runAll();

            assertThat(work.parked).containsExactly("3", "4");
            assertThat(work.done).containsExactly("1", "2", "3", "4");
        }

        @Test
        void that_stand_in_line_already_are_not_taken_again() {
            add(MAILBOX, 1);

            assertThat(lines.add(MAILBOX, 1, "1")).isFalse();
        }
    }

    @Nested
    class A_mailbox_that_has_to_wait {
        @Test
        void parks_all_that_comes_and_goes_on_in_order_when_its_time_has_come() {
            work.postponed.put("1", clock.instant().plusSeconds(600));
            add(MAILBOX, 1, 2);
            runAll();
            assertThat(work.parked).containsExactly("1", "2");
            assertThat(work.done).isEmpty();

            clock.advance(Duration.ofSeconds(600));
            alarms.removeLast().run();
            runAll();

            assertThat(work.done).containsExactly("1", "2");
        }

        @Test
        void holds_up_no_other() {
            work.postponed.put("1", clock.instant().plusSeconds(600));
            add(MAILBOX, 1);
            add(OTHER, 2);

            runAll();

            assertThat(work.done).containsExactly("2");
        }

        @Test
        void goes_on_at_once_when_it_is_woken() {
            work.postponed.put("1", clock.instant().plusSeconds(600));
            add(MAILBOX, 1);
            runAll();

            lines.wake(MAILBOX);
            runAll();

            assertThat(work.done).containsExactly("1");
        }
    }

    @Nested
    class A_command_that_is_just_being_parked {
        private final Parked parked = parked("1", 1, clock.instant());

        @Test
        void is_known_to_be_on_its_way_until_it_is_committed() {
            lines.keep(parked, -1);
            boolean before = lines.beingStored(MAILBOX, 1);

            lines.stored(MAILBOX, 1, 100);

            assertThat(before).isTrue();
            assertThat(lines.beingStored(MAILBOX, 1)).isFalse();
        }
    }

    @Nested
    class What_a_former_owner_parked {
        @Test
        void waits_for_older_records_that_come_in_again() {
            readBelow = 3;
            lines.load(parked("5", 5, clock.instant()), 0);
            lines.open();
            runAll();
            assertThat(work.done).isEmpty();

            readBelow = Long.MAX_VALUE;
            add(MAILBOX, 3);
            lines.cameIn();
            runAll();

            assertThat(work.done).containsExactly("3", "5");
        }
    }

    private void add(ConnectionId mailbox, long... places) {
        for (long place : places) {
            assertThat(lines.add(mailbox, place, Long.toString(place))).isTrue();
        }
    }

    private void runAll() {
        for (Runnable next = threads.poll(); next != null; next = threads.poll()) {
            next.run();
        }
    }

    private Parked parked(String command, long place, Instant due) {
        return new Parked(
                Parked.Kind.IN_LINE,
                place,
                MAILBOX,
                new CommandKey("/erp", command),
                "type",
                new JournalKey("00"),
                new PayloadHash("00"),
                due,
                ResultCode.THROTTLED,
                null,
                clock.instant(),
                History.NONE,
                false);
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

    /** Writes down what is done; what it parks is committed at once. */
    private final class Work implements LineWork<String> {
        final List<String> done = new ArrayList<>();
        final List<String> parked = new ArrayList<>();
        final Map<String, Instant> postponed = new HashMap<>();

        @Override
        public After run(String command) {
            Instant until = postponed.remove(command);
            if (until == null) {
                done.add(command);
                return new After.Ended();
            }
            Parked waits = LinesTest.this.parked(command, Long.parseLong(command), until);
            return new After.Waits(waits, until, () -> park(command, waits));
        }

        @Override
        public After run(Parked parked, long storedAt) {
            done.add(parked.command().id());
            return new After.Ended();
        }

        @Override
        public Parked parked(String command, Instant due, ResultCode reason) {
            return LinesTest.this.parked(command, Long.parseLong(command), due);
        }

        @Override
        public void park(String command, Parked what) {
            parked.add(command);
            lines.stored(what.connection(), what.offset(), 100 + what.offset());
        }
    }
}
