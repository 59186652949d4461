package io.mailroom.worker.boot;

import io.mailroom.worker.time.SharedClock;
import java.time.Duration;
import java.util.Optional;

/** What an operator must know of the machine's clock; a pure function. Nothing is wrong with the work meanwhile. */
final class ClockSentence {
    private ClockSentence() {}

    /** @param machineAhead of the brokers' clock; empty while nobody knows */
    static Optional<String> of(Optional<Duration> machineAhead) {
        if (machineAhead.isEmpty()) {
            return Optional.of("the brokers' time is not known: this worker goes by the machine's clock or the last"
                    + " time it knew (operations, \"Clocks\")");
        }
        return machineAhead
                .filter(ahead -> ahead.abs().compareTo(SharedClock.APART) > 0)
                .map(ahead -> "the machine's clock is %s %s the brokers', by whose time this worker goes"
                        .formatted(
                                ahead.abs().truncatedTo(java.time.temporal.ChronoUnit.SECONDS),
                                ahead.isNegative() ? "behind" : "ahead of"));
    }
}
