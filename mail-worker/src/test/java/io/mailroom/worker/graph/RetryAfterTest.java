package io.mailroom.worker.graph;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RetryAfterTest {
    private static final Instant NOW = Instant.parse("2026-01-15T08:00:00Z");

    @Nested
    class Seconds {
        @ParameterizedTest
        @CsvSource({"0, 0", "31, 31", "' 31 ', 31", "1.2, 2"})
        void are_waited_out_in_full(String header, long expected) {
            assertThat(seconds(header)).isEqualTo(expected);
        }

        @ParameterizedTest
        @CsvSource({"'31,120', 120", "'120, 31', 120", "'31, soon', 31", "'-5, 31', 31"})
        void in_a_list_count_by_the_longest(String header, long expected) {
            assertThat(seconds(header)).isEqualTo(expected);
        }

        @ParameterizedTest
        @ValueSource(strings = {"86401", "999999999999999", "99999999999999999999999999", "31, 99999999999999999999"})
        void that_are_far_too_many_are_cut_to_a_day(String header) {
            assertThat(seconds(header)).isEqualTo(Duration.ofDays(1).toSeconds());
        }
    }

    @Nested
    class A_date {
        @ParameterizedTest
        @ValueSource(
                strings = {
                    "Thu, 15 Jan 2026 08:00:31 GMT",
                    "Thursday, 15-Jan-26 08:00:31 GMT",
                    "Thu Jan 15 08:00:31 2026"
                })
        void in_any_spelling_of_http_is_waited_for(String header) {
            assertThat(seconds(header)).isEqualTo(31);
        }

        @Test
        void with_one_digit_for_the_day_is_read_in_its_old_spelling() {
            assertThat(RetryAfter.until("Sun Feb  1 08:00:31 2026", null, Instant.parse("2026-02-01T08:00:00Z")))
                    .isEqualTo("2026-02-01T08:00:31Z");
        }

        @Test
        void is_reckoned_from_the_servers_own_date_since_our_clock_may_be_wrong() {
            Instant until = RetryAfter.until("Thu, 15 Jan 2026 09:30:31 GMT", "Thu, 15 Jan 2026 09:30:00 GMT", NOW);

            assertThat(until).isEqualTo(NOW.plusSeconds(31));
        }

        @Test
        void is_reckoned_from_our_clock_if_the_servers_date_cannot_be_read() {
            Instant until = RetryAfter.until("Thu, 15 Jan 2026 08:00:31 GMT", "yesterday", NOW);

            assertThat(until).isEqualTo(NOW.plusSeconds(31));
        }

        @Test
        void that_has_passed_means_now() {
            assertThat(seconds("Thu, 15 Jan 2026 07:59:59 GMT")).isZero();
        }

        @Test
        void that_is_far_away_is_cut_to_a_day() {
            assertThat(seconds("Fri, 31 Dec 9999 23:59:59 GMT"))
                    .isEqualTo(Duration.ofDays(1).toSeconds());
        }
    }

    @Nested
    class No_time_is_named {
        @Test
        void if_the_header_is_absent() {
            assertThat(RetryAfter.until(null, "Thu, 15 Jan 2026 08:00:00 GMT", NOW))
                    .isNull();
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "",
                    " ",
                    ",",
                    "soon",
                    "-5",
                    "31s",
                    "0x1F",
                    "1e3",
                    "NaN",
                    "Fri, 15 Jan 2026 08:00:31 GMT",
                    "Thu, 15 Jan 2026 08:00:31"
                })
        void if_the_header_is_garbage(String header) {
            assertThat(RetryAfter.until(header, null, NOW)).isNull();
        }
    }

    @Property
    void no_answer_means_the_past_or_more_than_a_day(
            @ForAll String header, @ForAll @LongRange(min = 0) long seconds, @ForAll String serverDate) {
        assertWithinADay(RetryAfter.until(header, serverDate, NOW));
        assertWithinADay(RetryAfter.until(Long.toString(seconds), serverDate, NOW));
    }

    private static void assertWithinADay(@Nullable Instant until) {
        if (until != null) {
            assertThat(until).isBetween(NOW, NOW.plus(RetryAfter.LONGEST));
        }
    }

    private static long seconds(String header) {
        Instant until = RetryAfter.until(header, null, NOW);
        assertThat(until).isNotNull();
        return Duration.between(NOW, until).toSeconds();
    }
}
