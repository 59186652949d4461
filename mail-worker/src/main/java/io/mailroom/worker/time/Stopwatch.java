package io.mailroom.worker.time;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** How long ago it was started, never told too short: what may be old counts as old. */
public interface Stopwatch {
    Duration elapsed();

    /** Starts them. */
    interface Source {
        Stopwatch start();
    }

    /** By whichever of the clocks has gone on furthest: one stood still while the machine slept, another was set back. */
    static Source by(InstantSource... clocks) {
        return () -> {
            List<Instant> started =
                    Stream.of(clocks).map(InstantSource::instant).toList();
            return () -> IntStream.range(0, clocks.length)
                    .mapToObj(each -> Duration.between(started.get(each), clocks[each].instant()))
                    .max(Duration::compareTo)
                    .orElseThrow();
        };
    }
}
