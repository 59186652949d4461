package io.mailroom.seeds.mutant;

import io.mailroom.worker.time.SharedClock;
import io.mailroom.worker.time.Timers;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/** What can be wrong with the time that a worker goes by. */
final class ClockBugs {
    private ClockBugs() {}

    static Bug ofTheMachine() {
        return new Bug() {
            @Override
            public Clock clock(SharedClock clock, Clock machine) {
                return machine;
            }

            @Override
            public Timers timers(Timers timers, Clock machine) {
                return by(machine, timers);
            }
        };
    }

    static Bug recordsOfTheMachine() {
        return new Bug() {
            @Override
            public Timers recordTimes(Timers timers, Clock machine) {
                return by(machine, timers);
            }
        };
    }

    static Bug setInTheMidst() {
        return new Bug() {
            @Override
            public boolean endsWhenApart() {
                return false;
            }
        };
    }

    /** Waits as long as it should, from another now. */
    private static Timers by(Clock clock, Timers timers) {
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
