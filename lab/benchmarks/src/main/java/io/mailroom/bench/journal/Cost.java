package io.mailroom.bench.journal;

import io.mailroom.bench.Median;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * Processor time of a thousand sends, round by round.
 *
 * @param entries finished commands that one worker has to remember
 * @param none of a worker that has nothing to remember
 * @param many of that one, in the rounds between
 */
record Cost(long entries, List<Duration> none, List<Duration> many) {
    /** How much more, of a hundred, in the middle of all rounds. */
    double percentMore() {
        return 100 * (median(many) / median(none) - 1);
    }

    private static double median(List<Duration> rounds) {
        return Median.of(rounds, Cost::seconds);
    }

    List<String> text() {
        return List.of(
                "",
                "1000 sends, CPU s of each round",
                "%,12d entries: median %.2f of %s".formatted(0, median(none), listed(none)),
                "%,12d entries: median %.2f of %s".formatted(entries, median(many), listed(many)),
                String.format(Locale.ROOT, "%+.1f %%", percentMore()));
    }

    String json() {
        return String.format(
                Locale.ROOT,
                "{\"entries\":%d,\"noneCpuSeconds\":[%s],\"manyCpuSeconds\":[%s],\"percentMore\":%.2f}",
                entries,
                listed(none).replace(' ', ','),
                listed(many).replace(' ', ','),
                percentMore());
    }

    private static String listed(List<Duration> rounds) {
        return rounds.stream()
                .map(round -> String.format(Locale.ROOT, "%.2f", seconds(round)))
                .collect(Collectors.joining(" "));
    }

    private static double seconds(Duration time) {
        return time.toMillis() / 1000.0;
    }
}
