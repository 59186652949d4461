package io.mailroom.worker.graph;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * {@code Retry-After} in every form that was seen: seconds, an HTTP date (RFC 9110 section 5.6.7, all three spellings),
 * and Graph's comma list of seconds, of which the longest counts. Anything else is as good as absent.
 */
final class RetryAfter {
    /** No answer can park a mailbox for longer; a larger value is cut to it. */
    static final Duration LONGEST = Duration.ofDays(1);

    private static final List<DateTimeFormatter> DATES = List.of(
            pattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'"),
            new DateTimeFormatterBuilder()
                    .appendPattern("EEEE, dd-MMM-")
                    .appendValueReduced(ChronoField.YEAR, 2, 2, 2000)
                    .appendPattern(" HH:mm:ss 'GMT'")
                    .toFormatter(Locale.ENGLISH)
                    .withZone(ZoneOffset.UTC),
            pattern("EEE MMM ppd HH:mm:ss yyyy"));

    private RetryAfter() {}

    /**
     * @param header the header's value, several lines comma-joined
     * @param serverDate the answer's {@code Date}, against which a date is reckoned, so that our clock may be wrong
     * @return not before {@code now} and not after {@code now + LONGEST}; {@code null} if no time was named
     */
    static @Nullable Instant until(@Nullable String header, @Nullable String serverDate, Instant now) {
        if (header == null) {
            return null;
        }
        OptionalLong seconds = longestSeconds(header);
        if (seconds.isPresent()) {
            return now.plus(bounded(Duration.ofSeconds(Math.min(seconds.getAsLong(), LONGEST.toSeconds()))));
        }
        Instant sentAt = serverDate == null ? now : date(serverDate).orElse(now);
        return date(header)
                .map(date -> now.plus(bounded(Duration.between(sentAt, date))))
                .orElse(null);
    }

    private static OptionalLong longestSeconds(String header) {
        return Arrays.stream(header.split(","))
                .map(String::strip)
                .filter(part -> part.matches("[0-9]+(\\.[0-9]+)?"))
                .mapToLong(part -> (long) Math.ceil(Double.parseDouble(part)))
                .max();
    }

    private static Duration bounded(Duration wait) {
        if (wait.isNegative()) {
            return Duration.ZERO;
        }
        return wait.compareTo(LONGEST) > 0 ? LONGEST : wait;
    }

    private static Optional<Instant> date(String text) {
        for (DateTimeFormatter form : DATES) {
            try {
                return Optional.of(Instant.from(form.parse(text.strip())));
            } catch (DateTimeException otherForm) {
                // The next form may fit.
            }
        }
        return Optional.empty();
    }

    private static DateTimeFormatter pattern(String pattern) {
        return DateTimeFormatter.ofPattern(pattern, Locale.ENGLISH).withZone(ZoneOffset.UTC);
    }
}
