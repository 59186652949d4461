package io.mailroom.simulation.run;

import io.mailroom.model.id.ClientName;
import io.mailroom.simulation.auth.Leases;
import io.mailroom.simulation.broker.Broker;
import io.mailroom.simulation.broker.Group;
import io.mailroom.simulation.check.Pace;
import io.mailroom.simulation.disk.Disk;
import io.mailroom.simulation.graph.GraphConditions;
import io.mailroom.simulation.graph.Mailboxes;
import io.mailroom.simulation.world.World;
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
