package io.mailroom.model.http;

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
 * {@code Retry-After} (RFC 9110 section 10.2.3), read in every form that was seen: seconds, also with a fraction, which is
 * rounded up; an HTTP date in all three spellings (section 5.6.7); and Graph's comma list of seconds, of which the longest
 * counts, whatever else stands in it. A negative number and anything else is as good as absent. Where two readings are
 * possible, the one that waits longer is taken: what is asked too late costs time, what is asked too early is refused again.
 * Only a date is not compared with our clock if the answer has a {@code Date}: the difference between the two is what was
 * meant.
 */
public final class RetryAfter {
    /** No answer can hold up a mailbox, a cloud or a lease for longer; a larger value is cut to it. */
    public static final Duration LONGEST = Duration.ofDays(1);

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
     * @return from nothing to {@link #LONGEST}; {@code null} if no time was named
     */
    public static @Nullable Duration read(@Nullable String header, @Nullable String serverDate, Instant now) {
        if (header == null) {
            return null;
        }
        OptionalLong seconds = longestSeconds(header);
        if (seconds.isPresent()) {
            return bounded(Duration.ofSeconds(Math.min(seconds.getAsLong(), LONGEST.toSeconds())));
        }
        Instant sentAt = serverDate == null ? now : date(serverDate).orElse(now);
        return date(header).map(date -> bounded(Duration.between(sentAt, date))).orElse(null);
    }

    /** As {@link #read}, from {@code now} on. */
    public static @Nullable Instant until(@Nullable String header, @Nullable String serverDate, Instant now) {
        Duration wait = read(header, serverDate, now);
        return wait == null ? null : now.plus(wait);
    }

    /** The header's value: whole seconds, at least one, rounded up, so that whoever waits so long does not come too early. */
    public static String write(Duration wait) {
        return Long.toString(Math.max(1, wait.plusNanos(999_999_999).toSeconds()));
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
