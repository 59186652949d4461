package io.mailroom.worker.boot;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Whether work waits and nothing moves; a pure function. */
final class Standstill {
    private Standstill() {}

    /**
     * @param waiting records that wait to be read or are under way; parked ones wait for their time and do not count
     * @param unpolled after so long without a poll the group gives this worker up
     * @param stalled longer than any single command may take without anything being committed
     * @return why, in a sentence for the operator
     */
    static Optional<String> of(
            long waiting, Instant lastPoll, Instant lastCommit, Instant now, Duration unpolled, Duration stalled) {
        if (lastPoll.plus(unpolled).isBefore(now)) {
            return Optional.of("the broker has not been polled since " + lastPoll);
        }
        if (waiting > 0 && lastCommit.plus(stalled).isBefore(now)) {
            return Optional.of(waiting + " commands wait and nothing was committed since " + lastCommit);
        }
        return Optional.empty();
    }
}
