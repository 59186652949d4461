package io.mailroom.model.time;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class BackoffTest {
    @Nested
    class A_wait {
        @Test
        void doubles_up_to_the_longest() {
            assertThat(IntStream.rangeClosed(1, 9).mapToObj(Backoff.CALL::after))
                    .containsExactly(
                            Duration.ofMillis(500),
                            Duration.ofSeconds(1),
                            Duration.ofSeconds(2),
                            Duration.ofSeconds(4),
                            Duration.ofSeconds(8),
                            Duration.ofSeconds(16),
                            Duration.ofSeconds(32),
                            Duration.ofMinutes(1),
                            Duration.ofMinutes(1));
        }

        @ParameterizedTest
        @EnumSource
        void is_the_first_before_anything_failed_and_never_shorter(Backoff backoff) {
            assertThat(IntStream.rangeClosed(0, 100).mapToObj(backoff::after)).isSorted();
            assertThat(backoff.after(0)).isEqualTo(backoff.first()).isEqualTo(backoff.after(1));
        }

        @ParameterizedTest
        @EnumSource
        void that_follows_on_another_is_the_one_after_one_more_failure(Backoff backoff) {
            assertThat(IntStream.rangeClosed(1, 100))
                    .allSatisfy(failures ->
                            assertThat(backoff.next(backoff.after(failures))).isEqualTo(backoff.after(failures + 1)));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "CALL, PT0.5S, PT1M",
        "SENT_ITEM, PT0.1S, PT2S",
        "QUEUE, PT1S, PT1M",
        "TRANSACTION, PT0.05S, PT1S",
        "COMMITTER, PT1S, PT1M",
        "REFUSED_CLIENT, PT15S, PT1M",
        "REFRESH, PT2S, PT2M",
        "THROTTLED_REFRESH, PT5M, PT2H"
    })
    void each_policy_has_its_bounds(Backoff backoff, Duration first, Duration longest) {
        assertThat(backoff.first()).isEqualTo(first);
        assertThat(backoff.after(Integer.MAX_VALUE)).isEqualTo(longest);
    }
}
