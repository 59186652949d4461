package io.mailroom.model.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
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

    /** Graph's, Entra's and the lease's answers were once read by three parsers: these forms each meant different times to them. */
    @Nested
    class A_form_that_was_once_read_in_different_ways {
        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                quoteCharacter = '!',
                value = {
                    "! 31 !|31",
                    "1.2|2",
                    "31,120|120",
                    "31, soon|31",
                    "Thu, 15 Jan 2026 08:00:31 GMT|31",
                    "Thursday, 15-Jan-26 08:00:31 GMT|31",
                    "Thu Jan 15 08:00:31 2026|31",
                    "7200|7200",
                    "99999999|86400",
                    "99999999999999999999|86400",
                    "Fri, 31 Dec 9999 23:59:59 GMT|86400"
                })
        void is_read_as_the_longest_of_them_up_to_a_day(String header, long expected) {
            assertThat(seconds(header)).isEqualTo(expected);
        }

        @Test
        void is_reckoned_by_the_difference_to_the_servers_date_where_only_one_did() {
            assertThat(RetryAfter.read("Thu, 15 Jan 2026 09:30:31 GMT", "Thu, 15 Jan 2026 09:30:00 GMT", NOW))
                    .isEqualTo(Duration.ofSeconds(31));
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
    class Written {
        @ParameterizedTest
        @CsvSource({"PT0S, 1", "PT-5S, 1", "PT0.2S, 1", "PT1S, 1", "PT1.001S, 2", "PT5M, 300"})
        void it_is_whole_seconds_and_never_too_few(Duration wait, String expected) {
            assertThat(RetryAfter.write(wait)).isEqualTo(expected);
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

    @Property
    void the_longest_of_a_list_counts_wherever_it_stands(
            @ForAll List<@IntRange(min = 0, max = 86_400) Integer> seconds, @ForAll("noise") String noise) {
        String header = seconds.stream().map(String::valueOf).collect(Collectors.joining(", ")) + "," + noise;

        Duration expected = seconds.isEmpty()
                ? null
                : Duration.ofSeconds(
                        seconds.stream().mapToInt(Integer::intValue).max().orElseThrow());
        assertThat(RetryAfter.read(header, null, NOW)).isEqualTo(expected);
    }

    /** No part of a list that could be taken for seconds or, alone, for a date. */
    @Provide
    Arbitrary<String> noise() {
        return Arbitraries.of("", " ", "soon", "-5", "31s", "0x1F", "1e3", "NaN", ";");
    }

    @Property
    void what_waits_until_a_moment_waits_as_long_as_was_read(@ForAll @LongRange(min = 0, max = 86_400) long seconds) {
        String date = DateTimeFormatter.RFC_1123_DATE_TIME.format(
                NOW.plusSeconds(seconds).atZone(ZoneOffset.UTC));

        assertThat(RetryAfter.until(twoDigitDay(date), null, NOW)).isEqualTo(NOW.plusSeconds(seconds));
        assertThat(RetryAfter.until(Long.toString(seconds), null, NOW)).isEqualTo(NOW.plusSeconds(seconds));
    }

    /** Java writes a day below ten with one digit, HTTP with two. */
    private static String twoDigitDay(String date) {
        return date.replaceFirst(", (\\d) ", ", 0$1 ");
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
