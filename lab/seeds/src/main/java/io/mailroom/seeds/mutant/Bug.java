package io.mailroom.seeds.mutant;

import io.mailroom.seeds.check.Pace;
import io.mailroom.seeds.world.SimulatedProcess;
import io.mailroom.seeds.world.World;
import io.mailroom.worker.journal.StateReader;
import io.mailroom.worker.topics.Holds;
import java.util.HashMap;
import java.util.Map;
import java.util.function.BiFunction;

/** What is wrong with a worker: something else stands at some of its ports. */
public final class Bug {
    public static final Bug NONE = new Bug(Map.of());

    private final Map<Port<?>, BiFunction<?, Around, ?>> wrong;

    /** The right things that are around a port. */
    public record Around(World world, SimulatedProcess process, Pace pace, StateReader reader, Holds holds) {}

    Bug(Map<Port<?>, BiFunction<?, Around, ?>> wrong) {
        this.wrong = wrong;
    }

    /** Both at once. */
    Bug and(Bug other) {
        var both = new HashMap<>(wrong);
        both.putAll(other.wrong);
        return new Bug(both);
    }

    /** @return what stands at that port: the right thing, unless this is a bug of it */
    public <P> P at(Port<P> port, P right, Around around) {
        @SuppressWarnings("unchecked") // nothing but the port itself puts something there
        var planted = (BiFunction<P, Around, P>) wrong.get(port);
        return planted == null ? right : planted.apply(right, around);
    }
}
