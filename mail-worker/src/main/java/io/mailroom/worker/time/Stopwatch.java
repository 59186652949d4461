package io.mailroom.worker.time;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** How long ago it was started, never told too short: what may be old counts as old. */
public interface Stopwatch {
    Duration elapsed();

    /** Starts them. */
    interface Source {
        Stopwatch start();
    }

    /** By whichever of the clocks has gone on furthest: one stood still while the machine slept, another was set back. */
    static Source by(Clock... clocks) {
        List<Clock> all = List.of(clocks);
        return () -> {
            Map<Clock, Instant> started = all.stream().collect(Collectors.toMap(clock -> clock, Clock::instant));
            return () -> furthest(started);
        };
    }

    private static Duration furthest(Map<Clock, Instant> started) {
        return started.entrySet().stream()
                .map(each -> Duration.between(each.getValue(), each.getKey().instant()))
                .max(Duration::compareTo)
                .orElseThrow();
    }
}
