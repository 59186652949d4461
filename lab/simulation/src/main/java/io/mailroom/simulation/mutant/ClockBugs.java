package io.mailroom.simulation.mutant;

import io.mailroom.worker.time.Timers;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/** What can be wrong with the time that a worker goes by. */
final class ClockBugs {
    private ClockBugs() {}

    /** Waits as long as it should, from another now. */
    static Timers by(Clock clock, Timers timers) {
        return new Timers() {
            @Override
            public Pending at(Instant time, Runnable task) {
                return timers.at(timers.now().plus(Duration.between(clock.instant(), time)), task);
            }

            @Override
            public Instant now() {
                return clock.instant();
            }
        };
    }
}
