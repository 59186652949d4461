package io.mailroom.seeds.run;

import io.mailroom.model.id.ClientName;
import io.mailroom.model.topic.TopicNames;
import io.mailroom.seeds.broker.Broker;
import io.mailroom.seeds.broker.Log;
import io.mailroom.seeds.check.Circumstances;
import io.mailroom.seeds.check.Verdict;
import io.mailroom.seeds.check.Witness;
import io.mailroom.seeds.erp.Backend;
import io.mailroom.seeds.mutant.Bug;
import io.mailroom.seeds.world.World;
import io.mailroom.worker.record.Place;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** One run of the world, decided by its seed alone. */
public final class Seed {
    private static final ClientName FIRST = new ClientName("erp");
    private static final ClientName SECOND = new ClientName("erp2");
    private static final List<String> MAILBOXES = List.of("m0", "m1", "m2");
    private static final List<String> OF_THE_SECOND = List.of("n0", "n1");
    /** No call to this one goes wrong unless all of Graph is away; a send may still be refused. */
    static final String HEALTHY = "m2";

    private static final Duration A_WHILE = Duration.ofMinutes(5);

    private final World world;
    private final List<Backend> backends = new ArrayList<>();
    private final Surroundings around;
    private final Bug bug;
    private final Worker[] workers;
    private final Troubles troubles;
    private final Peculiarities peculiar;
    private int generation;

    static {
        Reproducible.require();
    }

    private Seed(long seed, Bug bug, boolean keepTrace) {
        this.world = new World(seed, keepTrace);
        this.bug = bug;
        this.peculiar = Peculiarities.of(world);
        List<ClientName> clients = peculiar.second() ? List.of(FIRST, SECOND) : List.of(FIRST);
        this.around = Surroundings.of(world, seed, peculiar, clients);
        this.workers = new Worker[around.disks().size()];
        Broker broker = around.broker();
        backends.add(new Backend(world, broker, FIRST, MAILBOXES, peculiar.sizes(), peculiar.longLived()));
        if (peculiar.second()) {
            backends.add(new Backend(world, broker, SECOND, OF_THE_SECOND, peculiar.sizes(), peculiar.longLived()));
        }
        this.troubles = new Troubles(
                around,
                workers,
                this::start,
                Stream.concat(
                                MAILBOXES.subList(0, 2).stream(),
                                OF_THE_SECOND.stream().limit(clients.size() - 1L))
                        .toList());
        peculiar.sizeTopics(world, broker.settings(), clients);
    }

    /** @param keepTrace whether the words of the trace are kept, which costs time */
    public static Report run(long seed, Bug bug, boolean keepTrace) {
        return new Seed(seed, bug, keepTrace).run(seed);
    }

    private Report run(long seed) {
        if (peculiar.second()) {
            new TopicTroubles(around, troubles, backends.getLast()).begin();
        }
        for (int i = 0; i < workers.length; i++) {
            start(i);
        }
        backends.forEach(backend -> backend.plan(4 + world.chance().nextInt(12), Duration.ofSeconds(90)));
        peculiar.crowd(backends.getFirst(), around, troubles);
        peculiar.clocks().move(around, workers, troubles);
        if (!peculiar.crowded() || world.oneIn(2)) {
            troubles.begin(peculiar.troubledFor());
        }
        boolean rest;
        try {
            rest = world.runUntil(this::overAndDone, peculiar.clocks().longest());
            if (rest && !world.runUntil(this::nothingInMemory, A_WHILE)) {
                world.broken("NOT GIVEN BACK: something is in memory of which nothing is left to do");
            }
        } catch (IllegalStateException e) {
            world.log(String.valueOf(e.getMessage()));
            rest = false;
        }
        return report(seed, rest);
    }

    private Report report(long seed, boolean rest) {
        var violations = new ArrayList<String>();
        for (Backend backend : backends) {
            var witness = new Witness(around.broker(), around.mailboxes(), around.leases(), backend);
            violations.addAll(new Verdict(witness, circumstances(rest, backend.client())).violations());
        }
        violations.addAll(world.broken());
        return new Report(
                seed,
                violations.stream().distinct().toList(),
                world.trace().hash(),
                world.trace().lines(),
                world.steps(),
                world.elapsed(),
                backends.stream().mapToInt(backend -> backend.asked().size()).sum(),
                around.mailboxes().sent().size());
    }

    private Circumstances circumstances(boolean rest, ClientName client) {
        boolean calm =
                peculiar.clocks().calm() && !troubles.any() && around.unknownOneIn() >= 1_000 && peculiar.readsWell();
        var topics = around.broker().settings();
        long moves = topics.largest(TopicNames.commands(client));
        long keeps = topics.largest(TopicNames.PARKED);
        return new Circumstances(
                rest,
                around.pace(),
                calm ? Set.of(HEALTHY) : Set.of(),
                calm && !peculiar.second() && keeps > Backend.LARGEST,
                keeps,
                moves,
                topics.largest(TopicNames.dead(client)),
                peculiar.clocks().differ());
    }

    private boolean overAndDone() {
        return backends.stream().allMatch(Backend::finished)
                && troubles.over()
                && around.broker().logs(TopicNames.PARKED).stream().allMatch(log -> log.live() == 0)
                && around.clients().stream().map(TopicNames::commands).allMatch(this::done);
    }

    private boolean nothingInMemory() {
        return Arrays.stream(workers).allMatch(worker -> worker.underWay() == 0);
    }

    private boolean done(String topic) {
        List<Log> logs = around.broker().logs(topic);
        for (int partition = 0; partition < logs.size(); partition++) {
            Log log = logs.get(partition);
            long position = around.broker().position(new Place(topic, partition));
            if (!log.all().isEmpty() && (position <= log.all().getLast().offset() || position > log.end())) {
                return false;
            }
        }
        return true;
    }

    /** Whoever is running already goes on: two of one name would use one disk. */
    private void start(int index) {
        if (workers[index] != null) {
            if (workers[index].staysUp()) {
                return;
            }
            around.disks().get(index).whileNobodyUsesIt();
        }
        workers[index] = new Worker(around, index, bug);
        world.log("w" + index + " started #" + ++generation);
    }
}
