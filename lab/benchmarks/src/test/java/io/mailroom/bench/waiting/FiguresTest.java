package io.mailroom.bench.waiting;

import static org.assertj.core.api.Assertions.assertThat;

import io.mailroom.bench.waiting.Figures.Cores;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class FiguresTest {
    private static Figures figures(double waiting) {
        return new Figures(
                new Cores(0.004, 0), new Cores(waiting, 0.01), Duration.ofSeconds(60), 4900, 4800, 300, 0.02);
    }

    @Test
    void a_core_is_a_second_of_processor_time_a_second() {
        assertThat(Cores.of(Duration.ofMillis(300), Duration.ofMillis(60), Duration.ofSeconds(60)))
                .isEqualTo(new Cores(0.005, 0.001));
    }

    @Test
    void the_bar_is_kept_up_to_itself_whatever_of_it_was_compiling() {
        assertThat(figures(0.02).kept()).isTrue();
        assertThat(figures(0.0201).kept()).isFalse();
    }

    @Test
    void people_read_both_figures_and_what_waited() {
        assertThat(figures(0.97).text())
                .contains(
                        "waiting       0.970     0.010 4800-4900          300",
                        "over 60 s each; the bar of 0.020 cores is MISSED");
        assertThat(figures(0.01).text().getLast()).endsWith("kept");
    }

    @Test
    void programs_read_the_same() {
        assertThat(figures(0.97).json())
                .contains(
                        "\"waitingCores\":0.9700",
                        "\"waitingCompiling\":0.0100",
                        "\"kept\":false",
                        "\"waitingAtEnd\":4800");
    }
}
