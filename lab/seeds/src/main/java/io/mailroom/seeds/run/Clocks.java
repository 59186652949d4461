package io.mailroom.seeds.run;

import io.mailroom.seeds.world.World;
import java.time.Duration;
import java.util.Arrays;

/** What is wrong with the clocks of a seed. Whatever is set is set right again in the end. */
enum Clocks {
    RIGHT(Duration.ZERO),
    /** Machines' clocks differ and leap; the brokers tell their time, so that the workers' do not. */
    MACHINES(Duration.ofSeconds(2)),
    /** The brokers' clock leaps, and all workers follow it. */
    BROKERS(Duration.ofHours(5)),
    /** The brokers do not tell their time, and machines' clocks are a little apart. */
    UNTOLD(Duration.ofSeconds(69)),
    /** The brokers do not tell their time, and machines' clocks leap. */
    UNTOLD_LEAPING(Duration.ofHours(5));

    private static final Duration LEAP = Duration.ofHours(2);

    /** Less than a leap: nothing may wait for one to pass. */
    private static final Duration WITHIN = Duration.ofMinutes(110);

    private final Duration differ;

    Clocks(Duration differ) {
        this.differ = differ;
    }

    static Clocks of(World world) {
        return world.oneIn(2) ? RIGHT : values()[world.chance().nextInt(values().length)];
    }

    /** How far the clocks of two workers may be apart at any two moments. */
    Duration differ() {
        return differ;
    }

    /** All that is to be done is done within it. */
    Duration longest() {
        return this == RIGHT ? Duration.ofHours(12) : WITHIN;
    }

    /** Whether nothing that a worker does by its clock is disturbed. */
    boolean calm() {
        return this == RIGHT || this == MACHINES;
    }

    Duration[] first(World world, int workers) {
        var clocks = new Duration[workers];
        Arrays.setAll(clocks, _ -> clock(world));
        return clocks;
    }

    private Duration clock(World world) {
        return switch (this) {
            case RIGHT, BROKERS -> Duration.ZERO;
            case MACHINES, UNTOLD_LEAPING -> leap(world);
            case UNTOLD -> world.between(differ.dividedBy(-2), differ.dividedBy(2));
        };
    }

    private static Duration leap(World world) {
        return switch (world.chance().nextInt(4)) {
            case 0 -> LEAP;
            case 1 -> LEAP.negated();
            case 2 -> world.between(LEAP.negated(), LEAP);
            default -> Duration.ZERO;
        };
    }

    void move(Surroundings around, Worker[] workers, Troubles troubles) {
        World world = around.world();
        if (this == UNTOLD || this == UNTOLD_LEAPING) {
            around.broker().withholdTime();
        }
        if (this == RIGHT) {
            return;
        }
        int times = 1 + world.chance().nextInt(4);
        for (int i = 0; i < times; i++) {
            Duration to = this == BROKERS ? leap(world) : clock(world);
            boolean all = world.oneIn(3);
            int one = world.chance().nextInt(workers.length);
            troubles.meanwhile(
                    world.between(Duration.ZERO, Duration.ofMinutes(6)), () -> set(around, workers, to, all, one));
        }
        troubles.meanwhile(Duration.ofMinutes(7), () -> set(around, workers, Duration.ZERO, true, 0));
    }

    private void set(Surroundings around, Worker[] workers, Duration to, boolean all, int one) {
        if (this == BROKERS) {
            around.world().log("the brokers' clock is set to " + to);
            around.broker().setClock(to);
            return;
        }
        for (int i = 0; i < workers.length; i++) {
            if (all || i == one) {
                around.world().log("the machine's clock of w" + i + " is set to " + to);
                around.clocks()[i] = to;
                workers[i].process().setClock(to);
            }
        }
    }
}
