package io.mailroom.chaos.join;

import io.mailroom.chaos.listen.ResultEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;

/** How fast results came. */
public final class Pace {
    private final NavigableSet<Instant> times = new TreeSet<>();
    private final int results;

    public Pace(List<ResultEvent> told) {
        told.forEach(one -> times.add(one.at()));
        results = told.size();
    }

    /** The longest time from a process being back until the next result. */
    public Duration slowestRecovery(List<Instant> recoveries) {
        return recoveries.stream()
                .flatMap(back ->
                        Optional.ofNullable(times.ceiling(back)).stream().map(next -> Duration.between(back, next)))
                .max(Duration::compareTo)
                .orElse(Duration.ZERO);
    }

    /** Results a second, from the first command's time on. */
    public double throughput(Instant begin) {
        if (times.isEmpty()) {
            return 0;
        }
        long millis = Math.max(1, Duration.between(begin, times.last()).toMillis());
        return results * 1000.0 / millis;
    }
}
