package io.mailroom.seeds.mutant;

import io.mailroom.seeds.broker.Writer;
import io.mailroom.worker.commit.TransactionalWriter;
import io.mailroom.worker.graph.GraphMail;
import io.mailroom.worker.index.StateIndexes;
import io.mailroom.worker.intake.PartitionFlow;
import io.mailroom.worker.journal.StateReader;
import io.mailroom.worker.limit.SendPace;
import io.mailroom.worker.send.SendRules;
import io.mailroom.worker.session.Core;
import io.mailroom.worker.time.Timers;
import io.mailroom.worker.topics.Holds;
import java.time.Clock;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;

/** Where a worker can be given something wrong. */
public final class Port<P> {
    public static final Port<TransactionalWriter> WRITER = new Port<>();
    public static final Port<Writer.Positions> POSITIONS = new Port<>();
    public static final Port<StateReader> READER = new Port<>();
    /** Opens what partitions have on the worker's disk. */
    public static final Port<StateIndexes.Opener> DISK = new Port<>();

    public static final Port<GraphMail> GRAPH = new Port<>();
    public static final Port<SendRules> RULES = new Port<>();
    public static final Port<SendPace> PACE = new Port<>();
    public static final Port<Clock> CLOCK = new Port<>();
    /** By which a worker waits. */
    public static final Port<Timers> TIMERS = new Port<>();

    /** Gives records their times. */
    public static final Port<Timers> RECORD_TIMES = new Port<>();

    public static final Port<PartitionFlow> FLOW = new Port<>();
    public static final Port<Holds> HOLDS = new Port<>();
    public static final Port<Core.Limits> LIMITS = new Port<>();
    /** Whether the broker looks at epochs and generations. */
    public static final Port<Boolean> FENCING = new Port<>();

    /** Whether a session ends when its clock is wrong, and the clock is set between two of them. */
    public static final Port<Boolean> ENDS_WHEN_APART = new Port<>();

    private Port() {}

    /** @param wrong makes of the right thing what stands here */
    Bug with(UnaryOperator<P> wrong) {
        return with((right, _) -> wrong.apply(right));
    }

    Bug with(BiFunction<P, Bug.Around, P> wrong) {
        return new Bug(Map.of(this, wrong));
    }
}
