package io.mailroom.worker.queue;

import static org.assertj.core.api.Assertions.assertThat;

import io.mailroom.worker.park.Stored;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class StayingTest extends QueuesFixture {
    private static final Duration RECHECK = Duration.ofMinutes(5);

    @Nested
    class A_parked_command_of_which_nothing_new_is_known {
        @BeforeEach
        void stays() {
            queues.load(Stored.of(parked("1", clock.instant()), 40, 100));
            work.stays.add(clock.instant().plus(RECHECK));
            queues.open();
            runAll();
        }

        @Test
        void is_not_written_again() {
            assertThat(work.parked).isEmpty();
            assertThat(work.done).isEmpty();
            assertThat(queues.parked()).isOne();
        }

        @Test
        void holds_its_queue_until_it_is_looked_at_again() {
            add(MAILBOX, 2);
            runAll();

            assertThat(work.done).isEmpty();
        }

        @Test
        void takes_its_turn_then() {
            clock.advance(RECHECK);
            alarms.removeFirst().run();
            runAll();

            assertThat(work.done).containsExactly("1");
            assertThat(queues.parked()).isZero();
        }

        @Test
        void is_woken_like_any_other() {
            queues.wake(MAILBOX);
            runAll();

            assertThat(work.done).containsExactly("1");
        }
    }
}
