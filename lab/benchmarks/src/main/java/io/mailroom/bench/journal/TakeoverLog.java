package io.mailroom.bench.journal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** What a worker's log says of its takeovers. */
final class TakeoverLog {
    private static final Pattern TAKEN =
            Pattern.compile("partition taken over topic=\\S+ partition=(\\d+) .* from=(\\d+) .* millis=(\\d+)");

    /**
     * In all lives of a worker with the same disk.
     *
     * @param takeovers of a partition
     * @param again of those, how many of a partition that had been taken over before
     * @param fromZero of those again, how many had to begin at 0
     */
    record Lives(int takeovers, int again, int fromZero) {
        static Lives of(String log) {
            var known = new HashSet<String>();
            int takeovers = 0;
            int again = 0;
            int fromZero = 0;
            for (MatchResult found : TAKEN.matcher(log).results().toList()) {
                takeovers++;
                if (!known.add(found.group(1))) {
                    again++;
                    fromZero += found.group(2).equals("0") ? 1 : 0;
                }
            }
            return new Lives(takeovers, again, fromZero);
        }
    }

    private final Path file;
    private int from;

    TakeoverLog(Path file) {
        this.file = file;
    }

    /** What stands there by now does not count. */
    void skip() {
        from = text().length();
    }

    /** From the moment a partition was given until it was worked for, of the one that took longest. */
    Duration longest() {
        return TAKEN.matcher(text().substring(from))
                .results()
                .map(found -> Duration.ofMillis(Long.parseLong(found.group(3))))
                .max(Comparator.naturalOrder())
                .orElseThrow(() -> new IllegalStateException("no partition was taken over"));
    }

    Lives lives() {
        return Lives.of(text().substring(from));
    }

    private String text() {
        try {
            return Files.readString(file, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
