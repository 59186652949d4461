package io.mailroom.worker.queue;

import static org.assertj.core.api.Assertions.assertThat;

import io.mailroom.worker.park.Stored;
import io.mailroom.worker.testing.TestingKeys;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class FailingQueuesTest extends QueuesFixture {
    @Nested
    class A_turn_that_fails {
        @Test
        void keeps_the_commands_place_and_is_tried_again_after_a_pause() {
            work.failing = new IllegalStateException("planted");
            add(MAILBOX, 1, 2);
            runAll();
            assertThat(work.done).isEmpty();
            assertThat(work.parked).isEmpty();

            work.failing = null;
            clock.advance(Duration.ofSeconds(1));
            alarms.removeLast().run();
            runAll();

            assertThat(work.done).containsExactly("1", "2");
            assertThat(failures).isEmpty();
        }

        @Test
        void leaves_nothing_in_memory_if_it_fails_again() {
            work.failing = new IllegalStateException("planted");
            add(MAILBOX, 1, 2);
            runAll();

            clock.advance(Duration.ofSeconds(1));
            alarms.removeLast().run();
            runAll();

            assertThat(work.parked).containsExactly("1", "2");
        }

        @Test
        void gives_back_the_room_of_a_fetched_command_until_it_is_tried_again() {
            work.failing = new IllegalStateException("planted");
            queues.load(Stored.of(parked("1", clock.instant()), 0, 1));

            queues.open();
            runAll();

            assertThat(memory.out).isZero();
            assertThat(queues.parked()).isEqualTo(1);
        }

        @Test
        void gives_back_the_room_of_its_command_if_the_queues_were_closed_meanwhile() {
            work.during = () -> {
                assertThat(queues.close()).isEmpty();
                throw new IllegalStateException("planted");
            };
            add(MAILBOX, 1);

            runAll();

            assertThat(memory.givenBack).containsExactly("1");
        }

        @Test
        void with_an_error_is_told_and_not_swallowed() {
            work.failing = new AssertionError("planted");
            add(MAILBOX, 1);

            runAll();

            assertThat(failures).containsExactly(work.failing);
        }
    }

    @Nested
    class A_queue_that_is_given_up {
        @Test
        void is_told_as_long_as_its_partition_is_owned() {
            work.givesUp = true;
            add(MAILBOX, 1);

            runAll();

            assertThat(failures).hasSize(1);
        }

        @Test
        void is_no_failure_when_the_partition_goes_away() {
            work.givesUp = true;
            mayBegin = false;
            add(MAILBOX, 1);

            runAll();

            assertThat(failures).isEmpty();
        }
    }

    @Nested
    class A_task_between_turns {
        private final List<String> runs = new ArrayList<>();
        private boolean broken;

        private final QueueTask task = new QueueTask() {
            @Override
            public TaskResult run(QueueKey here, boolean last) {
                if (broken) {
                    throw new IllegalStateException("planted");
                }
                runs.add(here.kind() + " " + last);
                return TaskResult.ELSEWHERE;
            }

            @Override
            public void dropped() {
                runs.add("dropped");
            }
        };

        @Test
        void looks_into_one_queue_and_then_into_the_other() {
            queues.runBetweenTurns(MAILBOX, TestingKeys.key("00"), task);

            runAll();

            assertThat(runs).containsExactly("SENDS false", "SYNCS true");
        }

        @Test
        void looks_first_where_such_a_command_stands() {
            work.postponed.put("sync-1", clock.instant().plusSeconds(600));
            assertThat(queues.add(MAILBOX, 1, "sync-1")).isTrue();
            runAll();

            queues.runBetweenTurns(MAILBOX, TestingKeys.key("sync-1"), task);
            runAll();

            assertThat(runs).containsExactly("SYNCS false", "SENDS true");
        }

        @Test
        void that_fails_keeps_its_place_and_holds_up_nobody() {
            broken = true;
            queues.runBetweenTurns(MAILBOX, TestingKeys.key("01"), task);
            add(MAILBOX, 1);
            runAll();
            assertThat(work.done).containsExactly("1");

            broken = false;
            clock.advance(Duration.ofSeconds(1));
            alarms.removeLast().run();
            runAll();

            assertThat(runs).containsExactly("SENDS false", "SYNCS true");
        }

        @Test
        void is_told_when_it_is_never_let_in() {
            queues.runBetweenTurns(MAILBOX, TestingKeys.key("00"), task);

            queues.close();
            queues.runBetweenTurns(MAILBOX, TestingKeys.key("00"), task);

            assertThat(runs).containsExactly("dropped", "dropped");
        }
    }
}
