package io.mailroom.seeds.mutant;

import io.mailroom.seeds.world.World;
import io.mailroom.worker.commit.CommitRequest;
import io.mailroom.worker.commit.TransactionalWriter;
import io.mailroom.worker.graph.GraphMail;
import io.mailroom.worker.index.StateIndexes;
import io.mailroom.worker.intake.PartitionFlow;
import io.mailroom.worker.journal.StateReader;
import io.mailroom.worker.limit.SendPace;
import io.mailroom.worker.record.Position;
import io.mailroom.worker.send.SendRules;
import io.mailroom.worker.session.Core;
import io.mailroom.worker.time.SharedClock;
import io.mailroom.worker.time.Timers;
import io.mailroom.worker.topics.Holds;
import java.time.Clock;
import java.time.Duration;
import java.util.List;

/** What is wrong with a worker. By default nothing is; a bug replaces one port of the core. */
public interface Bug {
    default TransactionalWriter writer(TransactionalWriter writer, World world, Timers timers) {
        return writer;
    }

    /** @param batch the transaction that carries the position */
    default Position position(Position position, List<CommitRequest> batch) {
        return position;
    }

    default StateReader reader(StateReader reader) {
        return reader;
    }

    /** @param opener of what partitions have on the worker's disk */
    default StateIndexes.Opener disk(StateIndexes.Opener opener, StateReader reader) {
        return opener;
    }

    default GraphMail graph(GraphMail graph) {
        return graph;
    }

    default SendRules rules(SendRules rules) {
        return rules;
    }

    default SendPace pace(int most, Duration window) {
        return new SendPace(most, window);
    }

    default Timers timers(Timers timers) {
        return timers;
    }

    /** @param machine may leap */
    default Clock clock(SharedClock clock, Clock machine) {
        return clock;
    }

    /** By which a worker waits. */
    default Timers timers(Timers timers, Clock machine) {
        return timers(timers);
    }

    /** Gives records their times. */
    default Timers recordTimes(Timers timers, Clock machine) {
        return timers;
    }

    /** Whether a session ends when its clock is wrong, and the clock is set between two of them. */
    default boolean endsWhenApart() {
        return true;
    }

    /** @param holds what the flow asks as well */
    default PartitionFlow flow(PartitionFlow flow, Holds holds) {
        return flow;
    }

    default Holds holds(Holds holds) {
        return holds;
    }

    default Core.Limits limits(Core.Limits limits) {
        return limits;
    }

    /** Whether the broker looks at epochs and generations. */
    default boolean fencing() {
        return true;
    }

    /** Whether the worker hears of connections. */
    default boolean hears() {
        return true;
    }

    /** Nothing is wrong. */
    Bug NONE = new Bug() {};
}
