package io.mailroom.simulation.run;

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
    private final Troubles troubles;
    private int generation;

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
        this.troubles = new Troubles(around, workers, this::start, MAILBOXES.subList(0, 2));
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
        troubles.begin();
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
                troubles.any() || around.unknownOneIn() < 1_000 ? Set.of() : Set.of(HEALTHY));
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
                && troubles.over()
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

    private <E> E any(E[] values) {
        return values[world.chance().nextInt(values.length)];
    }
}
