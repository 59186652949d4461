package io.mailroom.seeds.run;

import io.mailroom.model.id.ConnectionId;
import io.mailroom.model.lease.LeaseProblem;
import io.mailroom.seeds.broker.Group;
import io.mailroom.seeds.world.SimulatedProcess;
import io.mailroom.seeds.world.World;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.IntConsumer;

/** What befalls the workers and what they need, at times that the seed decides. Each ends by itself. */
final class Troubles {
    private final World world;
    private final Surroundings around;
    private final Worker[] workers;
    private final IntConsumer start;
    private final List<String> losable;
    private boolean any;
    private int left;

    /**
     * @param start starts the worker of that number again
     * @param losable mailboxes whose sign-in may be lost
     */
    Troubles(Surroundings around, Worker[] workers, IntConsumer start, List<String> losable) {
        this.world = around.world();
        this.around = around;
        this.workers = workers;
        this.start = start;
        this.losable = losable;
    }

    /** Whether anything has befallen them. */
    boolean any() {
        return any;
    }

    /** Something goes on that ends by itself after so long. */
    void meanwhile(Duration howLong, Runnable end) {
        left++;
        later(howLong, end);
    }

    boolean over() {
        return left == 0;
    }

    /** @param within all of them begin */
    void begin(Duration within) {
        int many = world.chance().nextInt(5);
        for (int i = 0; i < many; i++) {
            left++;
            world.after(world.between(Duration.ZERO, within), this::trouble);
        }
    }

    private void trouble() {
        any = true;
        int index = world.chance().nextInt(workers.length);
        switch (world.chance().nextInt(12)) {
            case 0, 1, 2 -> {
                world.log("kill -9 w" + index);
                workers[index].process().kill();
                again(index, world.between(Duration.ofSeconds(1), Duration.ofMinutes(2)));
            }
            case 3, 4, 5, 10 -> {
                SimulatedProcess process = workers[index].process();
                if (world.chance().nextBoolean()) {
                    stop(process, index);
                } else {
                    inTheMidstOfACall(process, () -> stop(process, index));
                }
            }
            case 6 -> {
                world.log("SIGTERM w" + index);
                workers[index].terminate();
                again(index, world.between(Duration.ofSeconds(30), Duration.ofMinutes(2)));
            }
            case 7 -> away();
            case 8 -> inTheMidstOfATakeover(index);
            case 9 -> moves();
            default -> {
                var connection = new ConnectionId(losable.get(world.chance().nextInt(losable.size())));
                around.leases().lose(connection, LeaseProblem.RECONNECT_REQUIRED);
                later(
                        world.between(Duration.ofSeconds(5), Duration.ofMinutes(40)),
                        () -> around.leases().reconnect(connection));
            }
        }
    }

    /** Whoever is started again or given partitions is killed while it reads; if nobody reads, some time. */
    private void inTheMidstOfATakeover(int index) {
        world.log("kill -9 w" + index + ", and again in the midst of its takeover");
        workers[index].process().kill();
        world.after(world.between(Duration.ofSeconds(1), Duration.ofSeconds(20)), () -> {
            start.accept(index);
            SimulatedProcess process = workers[index].process();
            once(process::whenItReadsOn, Duration.ZERO, () -> {
                world.log("kill -9 " + process.name() + " in the midst");
                process.kill();
                again(index, world.between(Duration.ofSeconds(1), Duration.ofSeconds(60)));
            });
        });
    }

    /** Partitions go back and forth, some while they are being taken over. */
    private void moves() {
        int many = 2 + world.chance().nextInt(3);
        for (int i = 0; i < many; i++) {
            world.after(world.between(Duration.ZERO, Duration.ofSeconds(30)), around.group()::moveOne);
        }
        left--;
    }

    /** Some go on while another is just at work on what it has taken over. */
    private void stop(SimulatedProcess process, int index) {
        world.log("SIGSTOP " + process.name());
        process.stop();
        Runnable goOn = () -> {
            world.log("SIGCONT " + process.name());
            process.goOn();
        };
        switch (world.chance().nextInt(4)) {
            case 0 -> later(world.between(Duration.ofSeconds(1), Duration.ofMinutes(8)), goOn);
            case 1 -> later(world.between(Group.SESSION, Group.SESSION.plusSeconds(8)), goOn);
            default ->
                world.after(
                        Group.SESSION,
                        () -> inTheMidstOfACall(workers[workers.length - 1 - index].process(), () -> {
                            goOn.run();
                            left--;
                        }));
        }
    }

    /** When the process calls Graph next, or in the moment after it; at the latest after some minutes. */
    private void inTheMidstOfACall(SimulatedProcess process, Runnable then) {
        once(process::whenItCalls, Duration.ofMillis(400), then);
    }

    private void once(Consumer<Runnable> lieInWait, Duration late, Runnable then) {
        boolean[] done = {false};
        Runnable once = () -> {
            if (!done[0]) {
                done[0] = true;
                then.run();
            }
        };
        lieInWait.accept(() -> world.after(world.between(Duration.ZERO, late), once));
        world.after(Duration.ofMinutes(4), once);
    }

    private void away() {
        Duration howLong = world.between(Duration.ofSeconds(1), Duration.ofMinutes(5));
        switch (world.chance().nextInt(3)) {
            case 0 -> around.conditions().goAway(howLong);
            case 1 -> around.leases().goAway(howLong);
            default -> {
                world.log("the broker is away");
                around.broker().goAway(howLong);
            }
        }
        left--;
    }

    private void again(int index, Duration after) {
        later(after, () -> {
            workers[index].process().kill();
            start.accept(index);
        });
    }

    private void later(Duration after, Runnable end) {
        world.after(after, () -> {
            end.run();
            left--;
        });
    }
}
