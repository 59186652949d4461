package io.mailroom.seeds.run;

import io.mailroom.model.topic.TopicNames;
import io.mailroom.seeds.broker.Through;
import io.mailroom.seeds.world.World;
import io.mailroom.worker.intake.PartitionFlow;
import io.mailroom.worker.record.Place;
import io.mailroom.worker.record.RawRecord;
import io.mailroom.worker.topics.Holds;
import java.util.HashMap;
import java.util.Map;
import java.util.function.IntSupplier;

/** Sees that nothing of a held client is read, and that no more is in memory than was promised. */
final class Watched extends Through {
    private final Holds holds;
    private final World world;
    private final IntSupplier underWay;
    private final int most;
    /** As of the newest poll. */
    private final Map<Place, Boolean> held = new HashMap<>();

    /** @param most records that may be under way at once */
    Watched(PartitionFlow flow, Holds holds, World world, IntSupplier underWay, int most) {
        super(flow);
        this.holds = holds;
        this.world = world;
        this.underWay = underWay;
        this.most = most;
    }

    @Override
    public boolean held(Place place) {
        held.put(
                place,
                TopicNames.clientOfCommands(place.topic()).flatMap(holds::of).isPresent());
        return super.held(place);
    }

    @Override
    public void record(RawRecord record) {
        if (held.getOrDefault(new Place(record.topic(), record.partition()), true)) {
            world.broken("READ WHILE HELD: " + record.topic());
        }
        super.record(record);
        if (underWay.getAsInt() > most) {
            world.broken("TOO MUCH IN MEMORY: more than " + most + " records");
        }
    }
}
