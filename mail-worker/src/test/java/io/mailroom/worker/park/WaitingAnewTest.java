package io.mailroom.worker.park;

import static org.assertj.core.api.Assertions.assertThat;

import io.mailroom.worker.testing.TestingParked;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** What waits is taken over by a worker with another clock. */
class WaitingAnewTest {
    private static final Instant NOW = Instant.parse("2026-01-15T08:00:00Z");
    private static final Duration FOUR_MINUTES = Duration.ofMinutes(4);
    private static final Duration LEAP = Duration.ofHours(2);

    @Test
    void in_line_nobody_waits_for_longer_than_was_meant() {
        Instant written = NOW.plus(LEAP);

        assertThat(parked(Parked.Kind.IN_LINE, written.plus(FOUR_MINUTES))
                        .waitingAnew(written, NOW)
                        .due())
                .isEqualTo(NOW.plus(FOUR_MINUTES));
    }

    @Test
    void in_line_a_time_that_comes_sooner_stays() {
        Instant written = NOW.minusSeconds(60);

        assertThat(parked(Parked.Kind.IN_LINE, written.plus(FOUR_MINUTES))
                        .waitingAnew(written, NOW)
                        .due())
                .isEqualTo(written.plus(FOUR_MINUTES));
    }

    @Test
    void a_sweep_waits_its_whole_time_again_whatever_the_other_clock_showed() {
        for (Instant written : new Instant[] {NOW.plus(LEAP), NOW.minus(LEAP)}) {
            assertThat(parked(Parked.Kind.SWEEP, written.plus(FOUR_MINUTES))
                            .waitingAnew(written, NOW)
                            .due())
                    .isEqualTo(NOW.plus(FOUR_MINUTES));
        }
    }

    @Test
    void a_time_that_the_command_names_stays() {
        var parked = parked(Parked.Kind.SCHEDULED, NOW.plus(Duration.ofDays(3)));

        assertThat(parked.waitingAnew(NOW.plus(LEAP), NOW)).isEqualTo(parked);
    }

    private static Parked parked(Parked.Kind kind, Instant due) {
        return new TestingParked("adele", "1", due).kind(kind).receivedAt(NOW).build();
    }
}
