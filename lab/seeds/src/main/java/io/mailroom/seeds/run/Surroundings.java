package io.mailroom.seeds.run;

import io.mailroom.model.id.ClientName;
import io.mailroom.seeds.auth.Leases;
import io.mailroom.seeds.broker.Broker;
import io.mailroom.seeds.broker.Group;
import io.mailroom.seeds.check.Pace;
import io.mailroom.seeds.disk.Disk;
import io.mailroom.seeds.graph.GraphConditions;
import io.mailroom.seeds.graph.Mailboxes;
import io.mailroom.seeds.world.World;
import io.mailroom.worker.session.Core;
import java.time.Duration;
import java.util.List;

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
        int unknownOneIn) {}
