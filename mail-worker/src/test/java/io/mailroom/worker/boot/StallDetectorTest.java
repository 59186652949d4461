package io.mailroom.worker.boot;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class StallDetectorTest {
    private static final Instant NOW = Instant.parse("2026-01-15T08:00:00Z");
    private static final StallDetector.Bounds BOUNDS =
            new StallDetector.Bounds(Duration.ofMinutes(1), Duration.ofSeconds(30), Duration.ofMinutes(5));

    private static Optional<String> standstill(int waiting, Instant lastPoll, Instant lastHeartbeat, Instant commit) {
        return StallDetector.of(new StallDetector.Signs(waiting, lastPoll, lastHeartbeat, commit), NOW, BOUNDS);
    }

    @Nested
    class Work_that_waits {
        @Test
        void is_a_standstill_when_nothing_was_committed_for_long() {
            assertThat(standstill(3, NOW, NOW, NOW.minus(Duration.ofMinutes(6))))
                    .hasValueSatisfying(reason -> assertThat(reason).startsWith("3 commands wait"));
        }

        @Test
        void is_none_while_something_is_committed_now_and_then() {
            assertThat(standstill(3, NOW, NOW, NOW.minus(Duration.ofMinutes(4))))
                    .isEmpty();
        }
    }

    @Nested
    class An_idle_worker {
        @Test
        void stands_still_in_good_health() {
            assertThat(standstill(0, NOW, NOW.minusSeconds(5), NOW.minus(Duration.ofDays(1))))
                    .isEmpty();
        }

        @Test
        void that_does_not_poll_is_ill() {
            assertThat(standstill(0, NOW.minus(Duration.ofMinutes(2)), NOW, NOW))
                    .hasValueSatisfying(reason -> assertThat(reason).contains("not been polled"));
        }

        @Test
        void that_cannot_reach_the_broker_is_ill_though_nothing_waits() {
            assertThat(standstill(0, NOW, NOW.minusSeconds(31), NOW))
                    .hasValueSatisfying(reason -> assertThat(reason).contains("not been reached since"));
        }
    }
}
