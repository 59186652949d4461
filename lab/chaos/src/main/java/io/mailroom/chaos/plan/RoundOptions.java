package io.mailroom.chaos.plan;

import java.time.Duration;

/**
 * What was asked for.
 *
 * @param lasting the time over which the commands are spread
 * @param faultyPercent of the calls of Graph that go wrong
 * @param kills how many processes are killed; as many are stopped for some seconds
 */
public record RoundOptions(
        int commands,
        Duration lasting,
        int mailboxes,
        int workers,
        long seed,
        double faultyPercent,
        int kills,
        Strain strain) {
    /** The last part of the time is free of new troubles, so that those before it show their effect on commands. */
    private static final double TROUBLED = 0.95;

    public RoundOptions {
        require(commands >= 1, "at least one command");
        require(lasting.isPositive(), "a time that is longer than nothing");
        require(mailboxes >= 1 && mailboxes <= 10_000, "1 to 10000 mailboxes");
        require(workers >= 1 && workers <= 8, "1 to 8 workers");
        require(faultyPercent >= 0 && faultyPercent <= 50, "0 to 50 percent");
        require(kills >= 0, "no negative number of kills");
    }

    /** The part of the time in which troubles begin. */
    public Duration troubled() {
        return Duration.ofMillis((long) (lasting.toMillis() * TROUBLED));
    }

    static void require(boolean holds, String what) {
        if (!holds) {
            throw new IllegalArgumentException(what);
        }
    }
}
