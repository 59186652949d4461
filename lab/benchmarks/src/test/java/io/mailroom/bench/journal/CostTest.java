package io.mailroom.bench.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class CostTest {
    private static List<Duration> rounds(long... millis) {
        return LongStream.of(millis).mapToObj(Duration::ofMillis).toList();
    }

    @Test
    void one_round_that_something_else_disturbed_counts_no_more_than_another() {
        var cost = new Cost(30, rounds(2000, 9000, 2000), rounds(2100, 2100, 8000));

        assertThat(cost.percentMore()).isCloseTo(5, within(0.01));
    }

    @Test
    void of_an_even_number_of_rounds_the_two_in_the_middle_count() {
        var cost = new Cost(30, rounds(1000, 2000, 3000, 9000), rounds(2000, 2000, 2000, 2000));

        assertThat(cost.percentMore()).isCloseTo(-20, within(0.01));
    }

    @Test
    void every_round_is_shown() {
        var cost = new Cost(30, rounds(2000, 2100), rounds(2200, 1900));

        assertThat(String.join("\n", cost.text())).contains("2.00 2.10", "2.20 1.90");
        assertThat(cost.json()).contains("\"noneCpuSeconds\":[2.00,2.10]", "\"manyCpuSeconds\":[2.20,1.90]");
    }
}
