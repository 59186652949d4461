package io.mailroom.simulation.run;

import io.mailroom.model.id.ConnectionId;
import io.mailroom.model.lease.LeaseProblem;
import io.mailroom.simulation.auth.Leases;
import io.mailroom.simulation.broker.Broker;
import io.mailroom.simulation.broker.Group;
import io.mailroom.simulation.check.Pace;
import io.mailroom.simulation.check.Verdict;
import io.mailroom.simulation.check.Witness;
import io.mailroom.simulation.erp.Backend;
import io.mailroom.simulation.graph.Mailboxes;
import io.mailroom.simulation.graph.Weather;
import io.mailroom.simulation.mutant.Bug;
import io.mailroom.simulation.world.SimulatedProcess;
import io.mailroom.simulation.world.World;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/** One run of the world, decided by its seed alone. */
public final class Seed {
    private static final List<String> MAILBOXES = List.of("m0", "m1", "m2");
    /** At this one Graph itself does nothing wrong. */
    private static final String HEALTHY = "m2";

    private static final Duration LONGEST = Duration.ofHours(12);

    private final World world;
    private final Backend backend;
    private final Surroundings around;
    private final Bug bug;
    private final Worker[] workers;
    private int generation;
    private boolean troubled;
    private int troublesLeft;

    private Seed(long seed, Bug bug, boolean keepTrace) {
        this.world = new World(seed, keepTrace);
        this.bug = bug;
        var broker = new Broker(world);
        int faults = new int[] {0, 4, 8, 20}[world.chance().nextInt(4)];
        this.around = new Surroundings(
                world,
                broker,
                new Group(world, Backend.TOPIC),
                new Leases(world),
                new Mailboxes(
                        world,
                        any(Mailboxes.SecondSend.values()),
                        any(Mailboxes.IdAfterSend.values()),
                        faults > 0 && world.oneIn(4) ? 6 : 0),
                new Weather(
                        world,
                        faults,
                        Set.of(HEALTHY + "@contoso.example"),
                        world.oneIn(3) ? Duration.ofSeconds(3) : Duration.ofMillis(200),
                        Duration.ofSeconds(30)),
                new Pace(world.oneIn(2) ? 3 : 30, Duration.ofSeconds(60)),
                30,
                world.oneIn(2) ? 60 : 1_000_000);
        this.backend = new Backend(world, broker, MAILBOXES);
        this.workers = new Worker[1 + world.chance().nextInt(2)];
    }

    /** @param keepTrace whether the words of the trace are kept, which costs time */
    public static Report run(long seed, Bug bug, boolean keepTrace) {
        return new Seed(seed, bug, keepTrace).run(seed);
    }

    private Report run(long seed) {
        for (int i = 0; i < workers.length; i++) {
            start(i);
        }
        backend.plan(4 + world.chance().nextInt(12), Duration.ofSeconds(90));
        troubles();
        boolean rest;
        try {
            rest = world.runUntil(this::overAndDone, LONGEST);
        } catch (IllegalStateException e) {
            world.log(String.valueOf(e.getMessage()));
            rest = false;
        }
        var verdict = new Verdict(
                new Witness(around.broker(), around.mailboxes(), around.leases(), backend.asked()),
                rest,
                around.pace(),
                troubled || around.unknownOneIn() < 1_000 ? Set.of() : Set.of(HEALTHY));
        return new Report(
                seed,
                verdict.violations(),
                world.trace().hash(),
                world.trace().lines(),
                world.steps(),
                world.elapsed(),
                backend.asked().size(),
                around.mailboxes().sent().size());
    }

    private boolean overAndDone() {
        return backend.finished()
                && troublesLeft == 0
                && around.broker().logs("mail.parked").stream().allMatch(log -> log.live() == 0)
                && around.broker().logs(Backend.TOPIC).stream()
                        .allMatch(log -> done(
                                around.broker().logs(Backend.TOPIC).indexOf(log),
                                log.all().size(),
                                log.end()));
    }

    private boolean done(int partition, int records, long end) {
        long position =
                around.broker().position(new io.mailroom.worker.intake.PartitionFlow.Place(Backend.TOPIC, partition));
        return records == 0 || (position > lastOffset(partition) && position <= end);
    }

    private long lastOffset(int partition) {
        return around.broker().log(Backend.TOPIC, partition).all().getLast().offset();
    }

    private void start(int index) {
        workers[index] = new Worker(around, "w" + index, bug);
        world.log("w" + index + " started #" + ++generation);
    }

    private void troubles() {
        int many = world.chance().nextInt(5);
        for (int i = 0; i < many; i++) {
            troublesLeft++;
            world.after(world.between(Duration.ZERO, Duration.ofMinutes(4)), this::trouble);
        }
    }

    private void trouble() {
        troubled = true;
        int index = world.chance().nextInt(workers.length);
        switch (world.chance().nextInt(8)) {
            case 0, 1, 2 -> {
                world.log("kill -9 w" + index);
                workers[index].process().kill();
                again(index, world.between(Duration.ofSeconds(1), Duration.ofMinutes(2)));
            }
            case 3, 4 -> {
                SimulatedProcess process = workers[index].process();
                if (world.chance().nextBoolean()) {
                    stop(process, index);
                } else {
                    inTheMidstOfACall(process, () -> stop(process, index));
                }
            }
            case 5 -> {
                world.log("SIGTERM w" + index);
                workers[index].terminate();
                again(index, world.between(Duration.ofSeconds(30), Duration.ofMinutes(2)));
            }
            case 6 -> away();
            default -> {
                var connection = new ConnectionId(MAILBOXES.get(world.chance().nextInt(2)));
                around.leases().lose(connection, LeaseProblem.RECONNECT_REQUIRED);
                later(
                        world.between(Duration.ofSeconds(5), Duration.ofMinutes(40)),
                        () -> around.leases().reconnect(connection));
            }
        }
    }

    /** Some go on while another is just at work on what it has taken over. */
    private void stop(SimulatedProcess process, int index) {
        world.log("SIGSTOP " + process.name());
        process.stop();
        Runnable goOn = () -> {
            world.log("SIGCONT " + process.name());
            process.goOn();
        };
        switch (world.chance().nextInt(3)) {
            case 0 -> later(world.between(Duration.ofSeconds(1), Duration.ofMinutes(8)), goOn);
            case 1 -> later(world.between(Group.SESSION, Group.SESSION.plusSeconds(8)), goOn);
            default ->
                world.after(
                        Group.SESSION,
                        () -> inTheMidstOfACall(workers[workers.length - 1 - index].process(), () -> {
                            goOn.run();
                            troublesLeft--;
                        }));
        }
    }

    /** When the process calls Graph next, or in the moment after it; at the latest after some minutes. */
    private void inTheMidstOfACall(SimulatedProcess process, Runnable then) {
        boolean[] done = {false};
        Runnable once = () -> {
            if (!done[0]) {
                done[0] = true;
                then.run();
            }
        };
        process.whenItCalls(() -> world.after(world.between(Duration.ZERO, Duration.ofMillis(400)), once));
        world.after(Duration.ofMinutes(4), once);
    }

    private void away() {
        Duration howLong = world.between(Duration.ofSeconds(1), Duration.ofMinutes(5));
        switch (world.chance().nextInt(3)) {
            case 0 -> around.weather().goAway(howLong);
            case 1 -> around.leases().goAway(howLong);
            default -> {
                world.log("the broker is away");
                around.broker().goAway(howLong);
            }
        }
        troublesLeft--;
    }

    private void again(int index, Duration after) {
        later(after, () -> {
            workers[index].process().kill();
            start(index);
        });
    }

    private void later(Duration after, Runnable end) {
        world.after(after, () -> {
            end.run();
            troublesLeft--;
        });
    }

    private <E> E any(E[] values) {
        return values[world.chance().nextInt(values.length)];
    }
}
