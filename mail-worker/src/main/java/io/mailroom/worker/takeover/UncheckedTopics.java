package io.mailroom.worker.takeover;

import io.mailroom.worker.record.Place;
import io.mailroom.worker.topics.Holds;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Which partitions were given to this worker, and when, whose topics were not looked at since. */
public final class UncheckedTopics {
    private final Holds holds;
    /** Bound: what was given since the newest look, or is held. */
    private final Map<Place, Instant> since = new ConcurrentHashMap<>();

    public UncheckedTopics(Holds holds) {
        this.holds = holds;
    }

    public void given(Set<Place> places, Instant now) {
        // What a look has passed since says nothing any more.
        holds.lookedAt().ifPresent(at -> since.values().removeIf(given -> !at.isBefore(given)));
        places.forEach(place -> since.put(place, now));
    }

    /** Whether there was a look since the partition was given. */
    public boolean lookedAt(Place place) {
        Instant given = since.getOrDefault(place, Instant.EPOCH);
        return holds.lookedAt().filter(at -> !at.isBefore(given)).isPresent();
    }

    public void forget(Set<Place> places) {
        since.keySet().removeAll(places);
    }

    /** Partitions of which something is remembered. */
    int size() {
        return since.size();
    }
}
