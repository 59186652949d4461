package io.mailroom.seeds.mutant;

import io.mailroom.worker.time.Timers;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/** What can be wrong with the times that a worker waits for. */
final class TimerBugs {
    private TimerBugs() {}

    /** Waits as long as it should, from another now. */
    static Timers byTheMachine(Timers timers, Bug.Around around) {
        Clock machine = around.process().machine();
        return new Timers() {
            @Override
            public Pending at(Instant time, Runnable task) {
                return timers.at(timers.now().plus(Duration.between(now(), time)), task);
            }

            @Override
            public Instant now() {
                return machine.instant();
            }
        };
    }

    /** Timers of more than a moment never ring. */
    static Timers deaf(Timers timers) {
        return new Timers() {
            @Override
            public Pending at(Instant time, Runnable task) {
                return time.isAfter(now().plus(Duration.ofSeconds(31))) ? () -> {} : timers.at(time, task);
            }

            @Override
            public Instant now() {
                return timers.now();
            }
        };
    }
}
