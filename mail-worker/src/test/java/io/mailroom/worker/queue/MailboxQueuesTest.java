package io.mailroom.worker.queue;

import static org.assertj.core.api.Assertions.assertThat;

import io.mailroom.worker.park.Parked;
import io.mailroom.worker.park.Stored;
import io.mailroom.worker.testing.TestingKeys;
import java.time.Duration;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class MailboxQueuesTest extends QueuesFixture {
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
            add(MAILBOX, 1, 2, 3, 4, 5);

            runAll();

            assertThat(work.parked).containsExactly("4", "5");
            assertThat(work.done).containsExactly("1", "2", "3", "4", "5");
        }

        @Test
        void that_stand_in_queue_already_are_not_taken_again() {
            add(MAILBOX, 1);

            assertThat(queues.add(MAILBOX, 1, "1")).isFalse();
        }

        @Test
        void that_come_after_the_queues_were_closed_give_their_room_back() {
            queues.close();

            add(MAILBOX, 1);
            runAll();

            assertThat(memory.givenBack).containsExactly("1");
            assertThat(work.done).isEmpty();
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

            queues.wake(MAILBOX);
            runAll();

            assertThat(work.done).containsExactly("1");
        }
    }

    @Nested
    class A_mailbox_with_nothing_left_to_do {
        @Test
        void leaves_nothing_behind() {
            work.postponed.put("1", clock.instant().plusSeconds(600));
            add(MAILBOX, 1);
            add(OTHER, 2);
            runAll();
            int whileOneWaits = queues.count();

            queues.wake(MAILBOX);
            runAll();

            assertThat(whileOneWaits).isOne();
            assertThat(queues.count()).isZero();
        }

        @Test
        void leaves_nothing_behind_if_it_only_had_something_asked_about_it() {
            queues.runBetweenTurns(MAILBOX, TestingKeys.key("1"), new QueueTask() {
                @Override
                public TaskResult run(QueueKey here, boolean last) {
                    return TaskResult.ELSEWHERE;
                }

                @Override
                public void dropped() {}
            });

            runAll();

            assertThat(queues.count()).isZero();
        }
    }

    @Nested
    class A_command_that_is_just_being_parked {
        private final Parked parked = parked("1", clock.instant());

        @Test
        void is_known_to_be_on_its_way_until_it_is_committed() {
            work.stores = false;
            queues.schedule("1", parked);
            boolean before = queues.beingStored(SENDS, 1);

            queues.stored(MAILBOX, 1, 100);

            assertThat(before).isTrue();
            assertThat(queues.beingStored(SENDS, 1)).isFalse();
        }
    }

    @Nested
    class What_a_former_owner_parked {
        @Test
        void waits_for_older_records_that_come_in_again() {
            readBelow = 3;
            queues.load(Stored.of(parked("5", clock.instant()), 0, 1));
            queues.open();
            runAll();
            assertThat(work.done).isEmpty();

            readBelow = Long.MAX_VALUE;
            add(MAILBOX, 3);
            queues.cameIn();
            runAll();

            assertThat(work.done).containsExactly("3", "5");
        }
    }

    @Nested
    class A_send_and_a_sync_of_one_mailbox {
        @Test
        void do_not_wait_for_each_other() {
            work.postponed.put("sync-1", clock.instant().plusSeconds(600));
            assertThat(queues.add(MAILBOX, 1, "sync-1")).isTrue();
            add(MAILBOX, 2);

            runAll();

            assertThat(work.done).containsExactly("2");
        }

        @Test
        void wait_for_each_other_if_they_go_by_one_id() {
            work.key = "same";
            work.postponed.put("1", clock.instant().plusSeconds(600));
            add(MAILBOX, 1);
            runAll();

            assertThat(queues.add(MAILBOX, 2, "sync-2")).isTrue();
            runAll();

            assertThat(work.done).isEmpty();
        }

        @Test
        void wait_for_each_other_even_while_the_first_has_its_turn() {
            work.key = "same";
            work.during = () -> assertThat(queues.add(MAILBOX, 2, "sync-2")).isTrue();
            work.postponed.put("1", clock.instant().plusSeconds(600));
            add(MAILBOX, 1);

            runAll();

            assertThat(work.done).isEmpty();
        }

        @Test
        void are_both_woken() {
            work.postponed.put("1", clock.instant().plusSeconds(600));
            work.postponed.put("sync-2", clock.instant().plusSeconds(600));
            add(MAILBOX, 1);
            assertThat(queues.add(MAILBOX, 2, "sync-2")).isTrue();
            runAll();

            queues.wake(MAILBOX);
            runAll();

            assertThat(work.done).containsExactlyInAnyOrder("1", "sync-2");
        }

        @Test
        void stand_apart_also_after_a_takeover() {
            queues.load(Stored.of(parked("sync-1", clock.instant().plusSeconds(600)), 0, 1));
            queues.load(Stored.of(parked("2", clock.instant()), 1, 1));

            queues.open();
            runAll();

            assertThat(work.done).containsExactly("2");
        }
    }
}
