package io.mailroom.chaos.join;

import static org.assertj.core.api.Assertions.assertThat;

import io.mailroom.chaos.listen.ResultEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class PaceTest {
    private static final Instant BEGIN = Instant.EPOCH;

    private static Pace pace(int... seconds) {
        return new Pace(Arrays.stream(seconds)
                .mapToObj(second -> new ResultEvent(
                        "event-" + second, "command", "SENT", "SENT", "topic/0/" + second, BEGIN.plusSeconds(second)))
                .toList());
    }

    private static List<Instant> recoveries(int... seconds) {
        return Arrays.stream(seconds).mapToObj(BEGIN::plusSeconds).toList();
    }

    @Test
    void the_slowest_recovery_is_the_longest_wait_for_the_next_result() {
        assertThat(pace(1, 4, 10).slowestRecovery(recoveries(2, 5, 9))).isEqualTo(Duration.ofSeconds(5));
    }

    @Test
    void a_recovery_after_the_last_result_waited_for_none() {
        assertThat(pace(1).slowestRecovery(recoveries(2))).isEqualTo(Duration.ZERO);
    }

    @Test
    void the_throughput_ends_with_the_last_result() {
        assertThat(pace(1, 2, 4).throughput(BEGIN)).isEqualTo(0.75);
        assertThat(new Pace(List.of()).throughput(BEGIN)).isZero();
    }
}
