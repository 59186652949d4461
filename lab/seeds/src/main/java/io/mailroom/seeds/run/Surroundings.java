package io.mailroom.seeds.run;

import io.mailroom.model.id.ClientName;
import io.mailroom.model.topic.TopicNames;
import io.mailroom.seeds.auth.Leases;
import io.mailroom.seeds.broker.Broker;
import io.mailroom.seeds.broker.Group;
import io.mailroom.seeds.check.Pace;
import io.mailroom.seeds.disk.Disk;
import io.mailroom.seeds.graph.Exchange;
import io.mailroom.seeds.graph.GraphConditions;
import io.mailroom.seeds.graph.Mailboxes;
import io.mailroom.seeds.world.World;
import io.mailroom.worker.session.Core;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/**
 * Everything around the workers of one seed.
 *
 * @param clients whose commands the workers carry out
 * @param limits of each worker
 * @param disks what each worker keeps on its disk
 * @param clocks how far each worker's clock is ahead
 * @param pace how fast a mailbox may send
 * @param abortOneIn so many transactions are aborted
 * @param unknownOneIn of so many nobody knows how they ended
 */
@SuppressWarnings("ArrayRecordComponent") // clocks change while the seed runs
record Surroundings(
        World world,
        Broker broker,
        Group group,
        Leases leases,
        Mailboxes mailboxes,
        GraphConditions conditions,
        List<ClientName> clients,
        Core.Limits limits,
        List<Disk> disks,
        Duration[] clocks,
        Pace pace,
        int abortOneIn,
        int unknownOneIn) {
    /** Told by the number of the seed, so that the rest of a seed is the same without it. */
    private static final long PENDING_IS_DRAFT_ONE_IN = 4;

    private static final int[] FAULT_ONE_IN = {0, 4, 8, 20};

    /** Draws what every seed has, for one worker or two. */
    static Surroundings of(World world, long seed, Peculiarities peculiar, List<ClientName> clients) {
        int faults = FAULT_ONE_IN[world.chance().nextInt(FAULT_ONE_IN.length)];
        int workers = world.oneIn(3) ? 1 : 2;
        var broker = new Broker(world);
        broker.failOneIn(peculiar.failingReads());
        broker.readSlowly(peculiar.slowReading());
        var exchange = new Exchange(world, seed % PENDING_IS_DRAFT_ONE_IN == 0, faults > 0);
        return new Surroundings(
                world,
                broker,
                new Group(
                        world,
                        broker.settings(),
                        clients.stream().map(TopicNames::commands).toList()),
                new Leases(world),
                new Mailboxes(world, exchange),
                new GraphConditions(world, faults, Set.of(Mailboxes.address(Seed.HEALTHY))),
                clients,
                peculiar.limits(),
                peculiar.disks(world, workers),
                peculiar.clocks().first(world, workers),
                new Pace(world.oneIn(2) ? 3 : 30, Duration.ofSeconds(60)),
                30,
                world.oneIn(peculiar.crowded() ? 4 : 2) ? 60 : 1_000_000);
    }
}
