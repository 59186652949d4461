package io.mailroom.model.result;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class TimingsPropertiesTest {
    private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");

    @Property
    void stand_in_the_order_of_the_stations_whatever_the_clocks_said(
            @ForAll("times") Instant received,
            @ForAll("timesOrNone") @Nullable Instant started,
            @ForAll("timesOrNone") @Nullable Instant submitted,
            @ForAll("times") Instant finished) {
        var timings = new Timings(received, started, submitted, finished);

        assertThat(told(timings)).isSorted();
    }

    @Property
    void never_move_the_submission_nor_invent_a_station(
            @ForAll("times") Instant received,
            @ForAll("timesOrNone") @Nullable Instant started,
            @ForAll("timesOrNone") @Nullable Instant submitted,
            @ForAll("times") Instant finished) {
        var timings = new Timings(received, started, submitted, finished);

        assertThat(timings.submittedAt()).isEqualTo(submitted);
        assertThat(timings.startedAt() == null).isEqualTo(started == null);
    }

    @Test
    void that_are_in_order_stay_as_they_are() {
        var timings = new Timings(NOON, NOON.plusMillis(1), NOON.plusMillis(2), NOON.plusMillis(3));

        assertThat(told(timings)).containsExactly(NOON, NOON.plusMillis(1), NOON.plusMillis(2), NOON.plusMillis(3));
    }

    @Test
    void of_a_mail_that_another_attempt_submitted_say_that_it_was_begun_by_then() {
        var timings = new Timings(NOON, NOON.plusSeconds(60), NOON.plusSeconds(10), NOON.plusSeconds(61));

        assertThat(timings.startedAt()).isEqualTo(NOON.plusSeconds(10));
    }

    @Provide
    Arbitrary<Instant> times() {
        return Arbitraries.integers().between(-5, 5).map(NOON::plusSeconds);
    }

    @Provide
    Arbitrary<Instant> timesOrNone() {
        return times().injectNull(0.3);
    }

    private static List<Instant> told(Timings timings) {
        return Stream.of(timings.receivedAt(), timings.startedAt(), timings.submittedAt(), timings.finishedAt())
                .filter(Objects::nonNull)
                .toList();
    }
}
