package io.mailroom.promises;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class SendRateTest {
    private static List<Instant> at(int... seconds) {
        return IntStream.of(seconds).mapToObj(Instant.EPOCH::plusSeconds).toList();
    }

    @Test
    void sends_count_together_if_they_are_less_than_a_window_apart() {
        assertThat(SendRate.busiest(at(0, 59, 60), Duration.ofSeconds(60))).isEqualTo(2);
        assertThat(SendRate.busiest(at(0, 1, 59, 60), Duration.ofSeconds(60))).isEqualTo(3);
        assertThat(SendRate.busiest(at(), Duration.ofSeconds(60))).isZero();
    }

    @Test
    void in_no_time_at_all_there_is_one() {
        assertThat(SendRate.busiest(at(0, 0, 1), Duration.ofSeconds(-5))).isEqualTo(1);
    }

    @Property
    void a_window_that_begins_with_any_send_holds_no_more(
            @ForAll @Size(max = 30) List<@IntRange(max = 100) Integer> seconds,
            @ForAll @IntRange(min = 1, max = 50) int window) {
        List<Instant> sends = at(seconds.stream().sorted().mapToInt(i -> i).toArray());

        long most = sends.stream()
                .mapToLong(from -> sends.stream()
                        .filter(one -> !one.isBefore(from) && one.isBefore(from.plusSeconds(window)))
                        .count())
                .max()
                .orElse(0);

        assertThat(SendRate.busiest(sends, Duration.ofSeconds(window))).isEqualTo((int) most);
    }
}
