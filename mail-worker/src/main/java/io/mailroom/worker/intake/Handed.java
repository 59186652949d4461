package io.mailroom.worker.intake;

import io.mailroom.worker.intake.PartitionFlow.Place;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Which of the partitions that the group has given to this worker are worked for, and which are held: not read, until
 * what stands against it is gone. For the polling thread alone.
 */
public final class Handed {
    private final PartitionFlow flow;
    private final Set<Place> worked = new LinkedHashSet<>();
    private final Set<Place> held = new LinkedHashSet<>();

    public Handed(PartitionFlow flow) {
        this.flow = flow;
    }

    /** The group gave these; they are held until {@link #toTake} names them. */
    public void given(Collection<Place> places) {
        held.addAll(places);
        flow.given(Set.copyOf(places));
    }

    /** The group took these back. @return those that were worked for */
    public Set<Place> gone(Collection<Place> places) {
        held.removeAll(places);
        Set<Place> were = new HashSet<>(places);
        were.retainAll(worked);
        worked.removeAll(were);
        return were;
    }

    /** The group took everything back. */
    public void forget() {
        held.clear();
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
        return which(worked, flow::held);
    }

    private static Set<Place> which(Set<Place> places, Predicate<Place> which) {
        return places.stream().filter(which).collect(Collectors.toCollection(LinkedHashSet::new));
    }

    public void taken(Set<Place> places) {
        held.removeAll(places);
        worked.addAll(places);
    }

    public void hold(Set<Place> places) {
        worked.removeAll(places);
        held.addAll(places);
    }

    public boolean works(Place place) {
        return worked.contains(place);
    }

    public Set<Place> worked() {
        return Set.copyOf(worked);
    }

    public boolean holdsAny() {
        return !held.isEmpty();
    }
}
