package io.mailroom.worker.boot;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class StandstillTest {
    private static final Instant NOW = Instant.parse("2026-01-15T08:00:00Z");
    private static final Duration UNPOLLED = Duration.ofMinutes(1);
    private static final Duration STALLED = Duration.ofMinutes(5);

    @Nested
    class Work_that_waits {
        @Test
        void is_a_standstill_when_nothing_was_committed_for_long() {
            assertThat(Standstill.of(3, NOW, NOW.minus(Duration.ofMinutes(6)), NOW, UNPOLLED, STALLED))
                    .hasValueSatisfying(reason -> assertThat(reason).startsWith("3 commands wait"));
        }

        @Test
        void is_none_while_something_is_committed_now_and_then() {
            assertThat(Standstill.of(3, NOW, NOW.minus(Duration.ofMinutes(4)), NOW, UNPOLLED, STALLED))
                    .isEmpty();
        }
    }

    @Nested
    class An_idle_worker {
        @Test
        void stands_still_in_good_health() {
            assertThat(Standstill.of(0, NOW, NOW.minus(Duration.ofDays(1)), NOW, UNPOLLED, STALLED))
                    .isEmpty();
        }

        @Test
        void that_does_not_poll_is_ill() {
            assertThat(Standstill.of(0, NOW.minus(Duration.ofMinutes(2)), NOW, NOW, UNPOLLED, STALLED))
                    .hasValueSatisfying(reason -> assertThat(reason).contains("not been polled"));
        }
    }
}
