package io.mailroom.seeds.check;

import io.mailroom.promises.SendRate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** So many sends of a mailbox in any window, and no more. */
public record Pace(int most, Duration window) {
    /**
     * A worker that takes over counts the times of another clock by its own.
     *
     * @param sends in the order of time
     * @param clocksDiffer by which the window may seem shorter
     */
    boolean kept(List<Instant> sends, Duration clocksDiffer) {
        return SendRate.busiest(sends, window.minus(clocksDiffer)) <= most;
    }

    /** How long so many sends take at this pace, beyond what each takes. */
    Duration timeFor(int sends) {
        return window.multipliedBy(sends / most);
    }
}
