package io.mailroom.worker.maintenance;

import static org.assertj.core.api.Assertions.assertThat;

import io.mailroom.worker.testing.TestingTimers;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class MaintenanceLoopTest {
    private final TestingTimers timers = new TestingTimers();
    private final Deque<Runnable> threads = new ArrayDeque<>();
    private final Deque<Runnable> visits = new ArrayDeque<>();
    private final List<String> partitions = new ArrayList<>(List.of("p0"));
    private final MaintenanceLoop<String> rounds =
            new MaintenanceLoop<>(() -> partitions, (_, _) -> visits.remove().run(), threads::add, timers);

    @Nested
    class A_round_under_way {
        @Test
        void is_followed_by_one_more_however_often_it_was_asked_for_meanwhile() {
            visits.add(() -> {
                rounds.now();
                rounds.now();
            });
            visits.add(() -> {});

            rounds.now();
            threads.remove().run();

            assertThat(visits).isEmpty();
            assertThat(threads).isEmpty();
        }
    }

    @Nested
    class A_round_that_fails {
        @Test
        void for_one_partition_goes_on_with_the_next() {
            partitions.add("p1");
            visits.add(() -> {
                throw new IllegalStateException("planted");
            });
            visits.add(() -> {});

            rounds.now();
            threads.remove().run();

            assertThat(visits).isEmpty();
        }

        @Test
        void costs_no_later_one() {
            visits.add(() -> {
                throw new IllegalStateException("planted");
            });
            visits.add(() -> {});
            rounds.now();
            threads.remove().run();

            rounds.now();
            threads.remove().run();

            assertThat(visits).isEmpty();
        }
    }

    @Nested
    class Every_ten_minutes {
        @Test
        void another_begins_and_the_next_is_planned() {
            rounds.again();

            timers.ringAt(timers.now().plus(Duration.ofMinutes(10)));

            assertThat(threads).hasSize(1);
            assertThat(timers.pending()).isEqualTo(1);
        }

        @Test
        void none_begins_any_more_once_it_is_closed() {
            rounds.again();

            rounds.close();

            assertThat(timers.pending()).isZero();
        }
    }
}
