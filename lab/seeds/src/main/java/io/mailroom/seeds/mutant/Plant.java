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
import io.mailroom.worker.time.Timers;
import io.mailroom.worker.topics.Holds;
import java.time.Duration;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;

/** Bugs of which each replaces one port of the core. */
final class Plant {
    private Plant() {}

    /** A writer made of the right one and of what is around it. */
    interface Writers {
        TransactionalWriter of(TransactionalWriter writer, World world, Timers timers);
    }

    static Bug writer(UnaryOperator<TransactionalWriter> wrong) {
        return writer((writer, _, _) -> wrong.apply(writer));
    }

    static Bug writer(Writers wrong) {
        return new Bug() {
            @Override
            public TransactionalWriter writer(TransactionalWriter writer, World world, Timers timers) {
                return wrong.of(writer, world, timers);
            }
        };
    }

    static Bug position(BiFunction<Position, List<CommitRequest>, Position> wrong) {
        return new Bug() {
            @Override
            public Position position(Position position, List<CommitRequest> batch) {
                return wrong.apply(position, batch);
            }
        };
    }

    static Bug reader(UnaryOperator<StateReader> wrong) {
        return new Bug() {
            @Override
            public StateReader reader(StateReader reader) {
                return wrong.apply(reader);
            }
        };
    }

    static Bug disk(BiFunction<StateIndexes.Opener, StateReader, StateIndexes.Opener> wrong) {
        return new Bug() {
            @Override
            public StateIndexes.Opener disk(StateIndexes.Opener opener, StateReader reader) {
                return wrong.apply(opener, reader);
            }
        };
    }

    static Bug graph(UnaryOperator<GraphMail> wrong) {
        return new Bug() {
            @Override
            public GraphMail graph(GraphMail graph) {
                return wrong.apply(graph);
            }
        };
    }

    static Bug rules(UnaryOperator<SendRules> wrong) {
        return new Bug() {
            @Override
            public SendRules rules(SendRules rules) {
                return wrong.apply(rules);
            }
        };
    }

    static Bug pace(BiFunction<Integer, Duration, SendPace> wrong) {
        return new Bug() {
            @Override
            public SendPace pace(int most, Duration window) {
                return wrong.apply(most, window);
            }
        };
    }

    static Bug timers(UnaryOperator<Timers> wrong) {
        return new Bug() {
            @Override
            public Timers timers(Timers timers) {
                return wrong.apply(timers);
            }
        };
    }

    static Bug flow(UnaryOperator<PartitionFlow> wrong) {
        return flow((flow, _) -> wrong.apply(flow));
    }

    static Bug flow(BiFunction<PartitionFlow, Holds, PartitionFlow> wrong) {
        return new Bug() {
            @Override
            public PartitionFlow flow(PartitionFlow flow, Holds holds) {
                return wrong.apply(flow, holds);
            }
        };
    }

    static Bug holds(UnaryOperator<Holds> wrong) {
        return new Bug() {
            @Override
            public Holds holds(Holds holds) {
                return wrong.apply(holds);
            }
        };
    }

    static Bug limits(UnaryOperator<Core.Limits> wrong) {
        return new Bug() {
            @Override
            public Core.Limits limits(Core.Limits limits) {
                return wrong.apply(limits);
            }
        };
    }

    static Bug withoutFencing() {
        return new Bug() {
            @Override
            public boolean fencing() {
                return false;
            }
        };
    }
}
