package io.mailroom.worker.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.mailroom.worker.testing.TestingClock;
import io.mailroom.worker.testing.TestingCommitters;
import io.mailroom.worker.testing.TestingTimers;
import io.mailroom.worker.testing.TestingWriter;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** When it sweeps; what it forgets is proved with a real broker. */
class JournalSweepTest {
    private final TestingTimers timers = new TestingTimers();
    private final Deque<Runnable> threads = new ArrayDeque<>();
    private final Deque<Runnable> sweeps = new ArrayDeque<>();
    private final JournalSweep sweep = new JournalSweep(
            () -> {
                sweeps.remove().run();
                return List.of();
            },
            TestingCommitters.of(new TestingWriter(), timers, _ -> {}),
            threads::add,
            timers,
            new TestingClock(),
            Duration.ofDays(30));

    @Nested
    class A_sweep_under_way {
        @Test
        void is_followed_by_one_more_however_often_it_was_asked_for_meanwhile() {
            sweeps.add(() -> {
                sweep.now();
                sweep.now();
            });
            sweeps.add(() -> {});

            sweep.now();
            threads.remove().run();

            assertThat(sweeps).isEmpty();
            assertThat(threads).isEmpty();
        }
    }

    @Nested
    class A_sweep_that_fails {
        @Test
        void costs_no_later_one() {
            sweeps.add(() -> {
                throw new IllegalStateException("planted");
            });
            sweeps.add(() -> {});
            sweep.now();
            threads.remove().run();

            sweep.now();
            threads.remove().run();

            assertThat(sweeps).isEmpty();
        }
    }

    @Nested
    class Every_ten_minutes {
        @Test
        void another_begins_and_the_next_is_planned() {
            sweep.again();

            timers.ringAt(timers.now().plus(Duration.ofMinutes(10)));

            assertThat(threads).hasSize(1);
            assertThat(timers.pending()).isEqualTo(1);
        }

        @Test
        void none_begins_any_more_once_it_is_closed() {
            sweep.again();

            sweep.close();

            assertThat(timers.pending()).isZero();
        }
    }
}
