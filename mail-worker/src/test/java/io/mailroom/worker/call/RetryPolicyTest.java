package io.mailroom.worker.call;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class RetryPolicyTest {
    private static final Instant NOW = Instant.parse("2026-01-15T08:00:00Z");

    private final RetryPolicy policy = new RetryPolicy(3);

    @Nested
    class Without_a_word_from_the_server {
        @Test
        void the_waits_double_from_half_a_second_up_to_a_minute() {
            assertThat(IntStream.rangeClosed(1, 9).mapToObj(attempt -> waitAfter(attempt)))
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

        @Test
        void the_greatest_number_of_an_attempt_there_is_waits_a_minute() {
            assertThat(waitAfter(Integer.MAX_VALUE)).isEqualTo(Duration.ofMinutes(1));
        }
    }

    @Nested
    class The_servers_word {
        @Test
        void wins_though_it_is_longer_than_any_wait_of_ours() {
            Instant tomorrow = NOW.plus(Duration.ofDays(1));

            assertThat(policy.next(NOW, 1, tomorrow)).isEqualTo(tomorrow);
        }

        @Test
        void shortens_no_wait_of_ours_since_some_servers_name_a_second_each_time() {
            assertThat(policy.next(NOW, 4, NOW.plusSeconds(1))).isEqualTo(NOW.plusSeconds(4));
        }

        @Test
        void of_a_time_that_has_passed_leaves_our_own_wait() {
            assertThat(policy.next(NOW, 1, NOW.minusSeconds(30))).isEqualTo(NOW.plusMillis(500));
        }
    }

    @Nested
    class The_attempts_at_a_command {
        @Test
        void are_not_spent_while_one_is_left() {
            assertThat(policy.spent(2)).isFalse();
        }

        @Test
        void are_spent_with_the_last_failure_that_is_allowed() {
            assertThat(policy.spent(3)).isTrue();
        }

        @Test
        void stay_spent_if_there_were_more_failures_under_a_former_setting() {
            assertThat(policy.spent(4)).isTrue();
        }
    }

    @Property
    void no_wait_is_shorter_than_the_one_before_or_longer_than_a_minute(
            @ForAll @IntRange(min = 1, max = Integer.MAX_VALUE - 1) int attempt) {
        Duration wait = waitAfter(attempt);

        assertThat(wait).isBetween(Duration.ofMillis(500), Duration.ofMinutes(1));
        assertThat(waitAfter(attempt + 1)).isGreaterThanOrEqualTo(wait);
    }

    private Duration waitAfter(int attempt) {
        return Duration.between(NOW, policy.next(NOW, attempt, null));
    }
}
