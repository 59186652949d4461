package io.mailroom.worker.queue;

import static org.assertj.core.api.Assertions.assertThat;

import io.mailroom.worker.park.Stored;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class SlowQueuesTest extends QueuesFixture {
    @Nested
    class A_turn_that_takes_long {
        @Test
        void leaves_the_memory_to_others_with_all_that_waits_behind_it() {
            add(MAILBOX, 1, 2, 3);
            work.during = () -> {
                alarms.removeLast().run();
                work.during = () -> {};
            };

            threads.remove().run();

            assertThat(memory.slow).containsExactly("1");
            assertThat(work.parked).containsExactly("2", "3");
            assertThat(work.done).containsExactly("1", "2", "3");
        }

        @Test
        void sends_what_comes_in_meanwhile_to_kafka_at_once() {
            work.during = () -> {
                alarms.removeLast().run();
                work.during = () -> {};
                add(MAILBOX, 2);
            };
            add(MAILBOX, 1);

            runAll();

            assertThat(work.parked).containsExactly("2");
        }

        @Test
        void has_the_next_one_ask_for_room_among_the_slow_until_one_was_quick() {
            work.during = () -> {
                alarms.removeLast().run();
                work.during = () -> {};
                memory.tight = true;
                add(MAILBOX, 2, 3);
            };
            add(MAILBOX, 1);
            runAll();

            assertThat(memory.asked).singleElement().matches(asked -> asked.wasSlow);
            memory.asked.remove().grant();
            runAll();

            assertThat(work.done).containsExactly("1", "2");
            assertThat(memory.asked).singleElement().matches(asked -> !asked.wasSlow);
        }
    }

    @Nested
    class A_command_in_kafka_for_which_there_is_no_room {
        @Test
        void holds_no_thread_and_nothing_behind_it_stays_in_memory() {
            memory.tight = true;
            queues.load(Stored.of(parked("1", clock.instant()), 0, 1));
            add(MAILBOX, 2);

            runAll();

            assertThat(work.done).isEmpty();
            assertThat(work.parked).containsExactly("2");
            assertThat(memory.asked).hasSize(1);
        }

        @Test
        void goes_on_when_there_is_and_gives_it_back() {
            memory.tight = true;
            queues.load(Stored.of(parked("1", clock.instant()), 0, 1));
            queues.open();
            runAll();

            memory.asked.remove().grant();
            runAll();

            assertThat(work.done).containsExactly("1");
            assertThat(memory.out).isZero();
        }

        @Test
        void asks_for_none_any_more_once_the_partition_is_gone() {
            memory.tight = true;
            queues.load(Stored.of(parked("1", clock.instant()), 0, 1));
            queues.open();
            runAll();

            queues.close();

            assertThat(memory.asked).isEmpty();
        }
    }
}
