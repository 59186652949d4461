package io.mailroom.simulation.run;

import io.mailroom.simulation.auth.Leases;
import io.mailroom.simulation.broker.Broker;
import io.mailroom.simulation.broker.Group;
import io.mailroom.simulation.check.Pace;
import io.mailroom.simulation.graph.Mailboxes;
import io.mailroom.simulation.graph.Weather;
import io.mailroom.simulation.world.World;

/**
 * Everything around the workers of one seed.
 *
 * @param pace how fast a mailbox may send
 * @param abortOneIn so many transactions are aborted
 * @param unknownOneIn of so many nobody knows how they ended
 */
record Surroundings(
        World world,
        Broker broker,
        Group group,
        Leases leases,
        Mailboxes mailboxes,
        Weather weather,
        Pace pace,
        int abortOneIn,
        int unknownOneIn) {}
