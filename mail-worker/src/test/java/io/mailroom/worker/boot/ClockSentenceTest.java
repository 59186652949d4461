package io.mailroom.worker.boot;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ClockSentenceTest {
    @Test
    void nothing_is_said_of_a_clock_that_is_right_enough() {
        assertThat(ClockSentence.of(Optional.of(Duration.ofSeconds(-10)))).isEmpty();
    }

    @Test
    void a_clock_that_is_far_off_is_named_with_its_direction() {
        assertThat(ClockSentence.of(Optional.of(Duration.ofHours(2).plusMillis(3))))
                .contains("the machine's clock is PT2H ahead of the brokers', by whose time this worker goes");
        assertThat(ClockSentence.of(Optional.of(Duration.ofHours(-2))).orElseThrow())
                .contains("PT2H behind");
    }

    @Test
    void what_is_not_known_is_not_called_right() {
        assertThat(ClockSentence.of(Optional.empty()).orElseThrow()).contains("not known");
    }
}
