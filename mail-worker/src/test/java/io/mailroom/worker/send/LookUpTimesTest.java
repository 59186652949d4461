package io.mailroom.worker.send;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class LookUpTimesTest {
    private static final Instant PERMITTED = Instant.parse("2026-11-26T12:00:00Z");
    private static final Duration LONGEST_SEND = Duration.ofMinutes(3);

    @Test
    void become_sparser_until_the_longest_send() {
        assertThat(from(PERMITTED, LONGEST_SEND))
                .containsExactly(
                        PERMITTED.plusSeconds(2),
                        PERMITTED.plusSeconds(5),
                        PERMITTED.plusSeconds(15),
                        PERMITTED.plusSeconds(40),
                        PERMITTED.plusSeconds(90),
                        PERMITTED.plus(LONGEST_SEND));
    }

    @Property
    void end_with_the_longest_send_whatever_it_is(@ForAll @IntRange(min = 1, max = 3_600) int seconds) {
        Duration longest = Duration.ofSeconds(seconds);

        List<Instant> looks = from(PERMITTED, longest);

        assertThat(looks).isSorted().hasSizeLessThanOrEqualTo(6).endsWith(PERMITTED.plus(longest));
    }

    @Property
    void are_the_same_for_whoever_goes_on_in_the_middle(@ForAll @IntRange(max = 179_999) int millis) {
        List<Instant> rest = from(PERMITTED.plusMillis(millis), LONGEST_SEND);

        assertThat(from(PERMITTED, LONGEST_SEND)).endsWith(rest.toArray(Instant[]::new));
    }

    private static List<Instant> from(Instant start, Duration longestSend) {
        List<Instant> looks = new ArrayList<>();
        Instant now = start;
        while (now.isBefore(PERMITTED.plus(longestSend))) {
            now = LookUpTimes.next(PERMITTED, now, longestSend);
            looks.add(now);
        }
        return looks;
    }
}
