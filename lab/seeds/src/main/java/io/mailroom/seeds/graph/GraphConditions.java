package io.mailroom.seeds.graph;

import io.mailroom.seeds.world.World;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** How Graph behaves in one seed. */
public final class GraphConditions {
    private static final Fault[] FAULTS = Fault.values();
    private static final Duration QUICK = Duration.ofMillis(200);
    /** How long a new item may be missing in look-ups. */
    private static final Duration LONGEST_LAG = Duration.ofSeconds(30);

    private final World world;
    private final int faultOneIn;
    private final Set<String> healthy;
    /** One way, to and from the other mailboxes. */
    private final Duration longestLatency;

    private final Map<String, Instant> throttled = new HashMap<>();
    private final Map<String, Instant> hanging = new HashMap<>();
    private Instant awayUntil = Instant.EPOCH;

    /**
     * @param faultOneIn so many calls go wrong; 0 for none
     * @param healthy mailboxes whose calls go wrong only while all of Graph is away; a send may still be refused
     */
    public GraphConditions(World world, int faultOneIn, Set<String> healthy) {
        this.world = world;
        this.faultOneIn = faultOneIn;
        this.healthy = healthy;
        this.longestLatency = world.oneIn(3) ? Duration.ofSeconds(3) : QUICK;
    }

    @Nullable
    Fault fault(String mailbox, boolean send) {
        if (world.now().isBefore(awayUntil)) {
            return Fault.NEVER_SENT;
        }
        if (hangs(mailbox)) {
            return world.oneIn(3) ? Fault.HANGING : world.oneIn(4) ? Fault.HANGING_DONE : Fault.HANGING_GATEWAY;
        }
        if (faultOneIn == 0 || healthy.contains(mailbox) || !world.oneIn(faultOneIn)) {
            return null;
        }
        Fault fault = FAULTS[world.chance().nextInt(FAULTS.length - 3)];
        // That a throttled call was carried out is told of sends alone (facts D3).
        return fault == Fault.THROTTLED_DONE && !send ? Fault.THROTTLED : fault;
    }

    /** One way. */
    Duration latency(String mailbox) {
        return world.between(Duration.ofMillis(5), healthy.contains(mailbox) ? QUICK : longestLatency);
    }

    /** For so long each call to it takes long, and most end without an answer. */
    public void hang(String mailbox, Duration howLong) {
        world.log(mailbox + " hangs");
        hanging.put(mailbox, world.now().plus(howLong));
    }

    private boolean hangs(String mailbox) {
        return world.now().isBefore(hanging.getOrDefault(mailbox, Instant.EPOCH));
    }

    /** All of Graph. */
    public void goAway(Duration howLong) {
        world.log("Graph is away");
        awayUntil = world.now().plus(howLong);
    }

    /** @return until when Graph asks to wait; nothing if it names no time */
    @Nullable
    Instant throttle(String mailbox) {
        Duration[] waits = {Duration.ofSeconds(3), Duration.ofSeconds(40), Duration.ofSeconds(600)};
        if (world.oneIn(4)) {
            return null;
        }
        Instant until = world.now().plus(waits[world.chance().nextInt(waits.length)]);
        throttled.put(mailbox, until);
        return until;
    }

    Instant throttledUntil(String mailbox) {
        return throttled.getOrDefault(mailbox, Instant.EPOCH);
    }

    boolean refusesSend() {
        return faultOneIn > 0 && world.oneIn(80);
    }

    Duration filterLag() {
        return world.oneIn(3) ? world.between(Duration.ZERO, LONGEST_LAG) : Duration.ZERO;
    }

    void userMayDelete(String mailbox, Runnable deletion) {
        if (faultOneIn > 0 && world.oneIn(60) && !healthy.contains(mailbox)) {
            world.after(world.between(Duration.ofMillis(1), Duration.ofMinutes(5)), deletion);
        }
    }
}
