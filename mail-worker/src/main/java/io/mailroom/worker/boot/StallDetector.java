package io.mailroom.worker.boot;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Whether work waits and nothing moves; a pure function. */
final class StallDetector {
    private StallDetector() {}

    /**
     * What shows that a worker is alive.
     *
     * @param waiting records that wait to be read or are under way; parked ones wait for their time and do not count
     * @param lastHeartbeat when the broker was last told that the worker is there
     */
    record Signs(long waiting, Instant lastPoll, Instant lastHeartbeat, Instant lastCommit) {}

    /**
     * How long each sign may be missing.
     *
     * @param unpolled after so long without a poll the group gives this worker up
     * @param unheard several heartbeats
     * @param stalled longer than any single command may take without anything being committed
     */
    record Bounds(Duration unpolled, Duration unheard, Duration stalled) {}

    /** @return why, in a sentence for the operator */
    static Optional<String> of(Signs signs, Instant now, Bounds bounds) {
        if (signs.lastPoll().plus(bounds.unpolled()).isBefore(now)) {
            return Optional.of("the broker has not been polled since " + signs.lastPoll());
        }
        if (signs.lastHeartbeat().plus(bounds.unheard()).isBefore(now)) {
            return Optional.of("the broker has not been reached since " + signs.lastHeartbeat());
        }
        if (signs.waiting() > 0 && signs.lastCommit().plus(bounds.stalled()).isBefore(now)) {
            return Optional.of(
                    signs.waiting() + " commands wait and nothing was committed since " + signs.lastCommit());
        }
        return Optional.empty();
    }
}
