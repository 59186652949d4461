package io.mailroom.chaos.plan;

import java.time.Duration;

/**
 * One record that strains.
 *
 * @param mailbox whose command it is, or claims to be
 * @param at since the beginning of the plan
 * @param seed of its random bytes
 */
public record Poison(int number, PoisonKind kind, Compression compression, int mailbox, Duration at, long seed) {
    public static final String PREFIX = "poison-";

    /** Its id begins so, however long it is. */
    public String name() {
        return PREFIX + "%05d".formatted(number);
    }
}
