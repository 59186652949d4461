package io.mailroom.worker.send;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class DoubtStartTest {
    private static final Instant OWNED = Instant.parse("2026-01-15T08:00:00Z");
    private static final Instant NOW = OWNED.plusSeconds(600);

    @Test
    void of_an_own_permission_counts_from_that() {
        assertThat(DoubtStart.from(OWNED.plusSeconds(60), OWNED, NOW)).isEqualTo(OWNED.plusSeconds(60));
    }

    @Test
    void of_a_permission_that_is_long_past_by_anothers_clock_counts_from_the_takeover() {
        assertThat(DoubtStart.from(OWNED.minus(Duration.ofHours(2)), OWNED, NOW))
                .isEqualTo(OWNED);
    }

    @Test
    void of_a_permission_that_is_ahead_by_anothers_clock_counts_from_the_takeover() {
        assertThat(DoubtStart.from(NOW.plus(Duration.ofHours(2)), OWNED, NOW)).isEqualTo(OWNED);
    }

    @Property
    void never_counts_from_before_the_takeover_nor_from_long_after_now(
            @ForAll @LongRange(min = -100_000, max = 100_000) long seconds) {
        assertThat(DoubtStart.from(NOW.plusSeconds(seconds), OWNED, NOW)).isBetween(OWNED, NOW.plusSeconds(30));
    }
}
