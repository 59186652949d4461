package io.mailroom.chaos.plan;

import java.time.Duration;

/**
 * Graph is slow with one mailbox for a while.
 *
 * @param at since the beginning of the plan
 */
public record SlowStretch(int mailbox, Slowness slowness, Duration at, Duration lasting) {
    public enum Slowness {
        /** Each call takes six seconds. */
        LATE,
        /** Each call ends with 504 and was not carried out. */
        GATEWAY_TIMEOUT
    }

    public Duration end() {
        return at.plus(lasting);
    }
}
