package io.mailroom.worker.health;

import static org.assertj.core.api.Assertions.assertThat;

import io.mailroom.worker.testing.TestingClock;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class DependencyHealthTest {
    private final TestingClock clock = new TestingClock();
    private final Instant start = clock.instant();
    private final DependencyHealth health = new DependencyHealth(clock);

    @Nested
    class A_part_that_does_not_answer {
        @Test
        void is_named_with_the_time_of_the_first_call_and_the_end_of_the_last() {
            health.silent("auth-service", "ConnectException");
            clock.advance(Duration.ofSeconds(40));
            health.silent("auth-service", "503");

            assertThat(health.silences()).containsOnlyKeys("auth-service");
            assertThat(health.silences().get("auth-service"))
                    .hasToString("no answer since 2026-01-15T08:00:00Z, 2 calls, last: 503");
            assertThat(health.longest()).isEqualTo(Duration.ofSeconds(40));
        }

        @Test
        void does_not_hide_another() {
            health.silent("auth-service", "503");
            clock.advance(Duration.ofSeconds(1));
            health.silent("Graph", "TIMEOUT");

            health.answered("auth-service");

            assertThat(health.silences()).containsOnlyKeys("Graph");
        }
    }

    @Nested
    class A_part_that_answers_again {
        @Test
        void is_there_for_all() {
            health.silent("Graph", "TIMEOUT");

            health.answered("Graph");

            assertThat(health.silences()).isEmpty();
            assertThat(health.longest()).isZero();
        }

        @Test
        void and_falls_silent_later_is_silent_from_then_on() {
            health.silent("Graph", "TIMEOUT");
            health.answered("Graph");
            clock.advance(Duration.ofHours(1));

            health.silent("Graph", "RESET");

            assertThat(health.silences().get("Graph").since()).isEqualTo(start.plus(Duration.ofHours(1)));
        }
    }
}
