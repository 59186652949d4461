package io.mailroom.worker.partition;

import io.mailroom.model.id.ConnectionId;
import io.mailroom.worker.commit.PartitionOffsets;
import io.mailroom.worker.record.Place;
import io.mailroom.worker.time.Timers;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/** The partitions that this worker works for. */
public final class OwnedPartitions {
    private final Budget budget;
    private final Timers timers;
    /** Bound: what the group has given, until it is released. */
    private final ConcurrentMap<Place, OwnedPartition> owned = new ConcurrentHashMap<>();

    OwnedPartitions(Budget budget, Timers timers) {
        this.budget = budget;
        this.timers = timers;
    }

    void add(Place place, OwnedPartition partition) {
        owned.put(place, partition);
    }

    Optional<OwnedPartition> find(Place place) {
        return Optional.ofNullable(owned.get(place));
    }

    Set<Place> places() {
        return owned.keySet();
    }

    /** Begins nothing more there. What ends within that time leaves nothing in doubt behind. */
    void drain(Set<Place> places, Duration within) throws InterruptedException {
        List<PartitionOffsets> leaving = places.stream()
                .map(owned::get)
                .filter(Objects::nonNull)
                .map(OwnedPartition::offsets)
                .toList();
        leaving.forEach(PartitionOffsets::beginNothingMore);
        Instant end = timers.now().plus(within);
        for (PartitionOffsets offsets : leaving) {
            offsets.awaitNothingBegun(end, timers);
        }
    }

    /** From now on nothing of it is committed by this worker. */
    void release(Place place) {
        OwnedPartition partition = owned.remove(place);
        if (partition != null) {
            partition.offsets().release();
            partition.queues().close().forEach(command -> budget.giveBack(command.record()));
        }
    }

    public int count() {
        return owned.size();
    }

    /** Commands that wait in Kafka. */
    public int parked() {
        return owned.values().stream()
                .mapToInt(partition -> partition.queues().parked())
                .sum();
    }

    /** Something about a connection changed: whoever waits for it may go on. */
    public void wake(ConnectionId connection) {
        owned.values().forEach(partition -> partition.queues().wake(connection));
    }

    public List<OwnedPartition> all() {
        return List.copyOf(owned.values());
    }
}
