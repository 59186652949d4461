package io.mailroom.worker.intake;

import io.mailroom.worker.record.Place;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Which of the partitions that the group has given to this worker are worked for, which are being taken over, and which are
 * held: not read, until what stands against it is gone. For the polling thread alone.
 *
 * <p>Bound: each partition that the group has given, in one of the three, until the group takes it back.
 */
public final class GivenPartitions {
    private final PartitionFlow flow;
    private final Set<Place> worked = new LinkedHashSet<>();
    private final Set<Place> held = new LinkedHashSet<>();
    private final Set<Place> beingTaken = new LinkedHashSet<>();

    public GivenPartitions(PartitionFlow flow) {
        this.flow = flow;
    }

    /** The group gave these; they are held until {@link #toTake} names them. */
    public void given(Collection<Place> places) {
        held.addAll(places);
        flow.given(Set.copyOf(places));
    }

    /** The group took these back. @return those that were worked for or being taken over */
    public Set<Place> gone(Collection<Place> places) {
        held.removeAll(places);
        Set<Place> were = new HashSet<>(places);
        were.retainAll(owned());
        worked.removeAll(were);
        beingTaken.removeAll(were);
        return were;
    }

    private Set<Place> owned() {
        var owned = new LinkedHashSet<>(worked);
        owned.addAll(beingTaken);
        return owned;
    }

    /** The group took everything back. */
    public void forget() {
        held.clear();
        beingTaken.clear();
        worked.clear();
    }

    /** What is to be worked for from now on, topic by topic: what is wrong with one costs no other. */
    public Collection<Set<Place>> toTake() {
        return which(held, place -> !flow.held(place)).stream()
                .collect(Collectors.groupingBy(Place::topic, TreeMap::new, Collectors.toCollection(LinkedHashSet::new)))
                .values()
                .stream()
                .<Set<Place>>map(places -> places)
                .toList();
    }

    /** What must not be worked for any more. */
    public Set<Place> toHold() {
        return which(owned(), flow::held);
    }

    private static Set<Place> which(Set<Place> places, Predicate<Place> which) {
        return places.stream().filter(which).collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /** These were assigned. */
    public void taking(Set<Place> places) {
        held.removeAll(places);
        beingTaken.addAll(places);
    }

    /** Those whose takeover is done since the last look: they are worked for from now on. What failed is held. */
    public Set<Place> taken() {
        var done = new LinkedHashSet<Place>();
        for (Place place : List.copyOf(beingTaken)) {
            switch (flow.takenOver(place)) {
                case UNDER_WAY -> {}
                case DONE -> done.add(place);
                case FAILED -> hold(Set.of(place));
            }
        }
        beingTaken.removeAll(done);
        worked.addAll(done);
        return done;
    }

    public void hold(Set<Place> places) {
        worked.removeAll(places);
        beingTaken.removeAll(places);
        held.addAll(places);
    }

    public boolean works(Place place) {
        return worked.contains(place);
    }

    public Set<Place> worked() {
        return Set.copyOf(worked);
    }

    public boolean takesAny() {
        return !beingTaken.isEmpty();
    }

    /** What the group has given and is not worked for. */
    public Set<Place> waiting() {
        var waiting = new HashSet<>(held);
        waiting.addAll(beingTaken);
        return Set.copyOf(waiting);
    }

    /** Whether some of what the group has given is not worked for. */
    public boolean waitsForAny() {
        return !held.isEmpty() || !beingTaken.isEmpty();
    }
}
