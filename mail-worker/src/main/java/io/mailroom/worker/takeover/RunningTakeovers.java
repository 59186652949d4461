package io.mailroom.worker.takeover;

import io.mailroom.model.id.ClientName;
import io.mailroom.worker.intake.PartitionFlow.Assigned;
import io.mailroom.worker.record.Place;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/** The partitions that belong to this worker and whose state is still being read. */
public final class RunningTakeovers {
    private final LoadPool loads;
    /** Bound: what the group has given, until it is taken over or released. */
    private final ConcurrentMap<Place, Takeover> running = new ConcurrentHashMap<>();

    public RunningTakeovers(LoadPool loads) {
        this.loads = loads;
    }

    /** A partition that is being taken over, and what is being read of it. */
    public record Takeover(Assigned assigned, LoadPool.Load load) {}

    /** Returns at once. */
    public void start(ClientName client, Place place, Assigned assigned) {
        running.put(place, new Takeover(assigned, loads.start(client, place.partition())));
    }

    public Optional<Takeover> find(Place place) {
        return Optional.ofNullable(running.get(place));
    }

    /** It belongs to this worker with all that was read of it. */
    public void complete(Place place) {
        running.remove(place);
    }

    /** It is not to be taken over any more. */
    public void drop(Place place) {
        Takeover dropped = running.remove(place);
        if (dropped != null) {
            dropped.load().drop();
        }
    }

    public Set<Place> places() {
        return running.keySet();
    }

    /** Offsets passed so far, in all. */
    public long read() {
        return running.values().stream()
                .mapToLong(each -> each.load().progress().read())
                .sum();
    }

    /** Offsets in all, of those whose reading has begun. */
    public long toRead() {
        return running.values().stream()
                .mapToLong(each -> each.load().progress().toRead())
                .sum();
    }
}
