package io.mailroom.worker.intake;

import io.mailroom.worker.record.Place;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Which of the partitions that the group has given to this worker are worked for, which are being taken over, and which are
 * held: not read, until what stands against it is gone. For the polling thread alone.
 *
 * <p>Bound: each partition that the group has given, until the group takes it back.
 */
public final class GivenPartitions {
    private enum Stage {
        HELD,
        BEING_TAKEN,
        WORKED
    }

    private final PartitionFlow flow;
    private final Map<Place, Stage> all = new LinkedHashMap<>();

    public GivenPartitions(PartitionFlow flow) {
        this.flow = flow;
    }

    /** The group gave these; they are held until {@link #toTake} names them. */
    public void given(Collection<Place> places) {
        hold(places);
        flow.given(Set.copyOf(places));
    }

    /** The group took these back. @return those that were worked for or being taken over */
    public Set<Place> gone(Collection<Place> places) {
        Set<Place> were = which(place -> places.contains(place) && all.get(place) != Stage.HELD);
        all.keySet().removeAll(places);
        return were;
    }

    /** The group took everything back. */
    public void forget() {
        all.clear();
    }

    /** What is to be worked for from now on, topic by topic: what is wrong with one costs no other. */
    public Collection<Set<Place>> toTake() {
        return which(place -> all.get(place) == Stage.HELD && !flow.held(place)).stream()
                .collect(Collectors.groupingBy(
                        Place::topic, TreeMap::new, Collectors.<Place, Set<Place>>toCollection(LinkedHashSet::new)))
                .values();
    }

    /** What must not be worked for any more. */
    public Set<Place> toHold() {
        return which(place -> all.get(place) != Stage.HELD && flow.held(place));
    }

    /** These were assigned. */
    public void taking(Set<Place> places) {
        places.forEach(place -> all.put(place, Stage.BEING_TAKEN));
    }

    /** Those whose takeover is done since the last look: they are worked for from now on. What failed is held. */
    public Set<Place> taken() {
        var done = new LinkedHashSet<Place>();
        for (Place place : which(each -> all.get(each) == Stage.BEING_TAKEN)) {
            switch (flow.takenOver(place)) {
                case UNDER_WAY -> {}
                case DONE -> {
                    all.put(place, Stage.WORKED);
                    done.add(place);
                }
                case FAILED -> all.put(place, Stage.HELD);
            }
        }
        return done;
    }

    public void hold(Collection<Place> places) {
        places.forEach(place -> all.put(place, Stage.HELD));
    }

    public boolean works(Place place) {
        return all.get(place) == Stage.WORKED;
    }

    public Set<Place> worked() {
        return which(this::works);
    }

    public boolean takesAny() {
        return all.containsValue(Stage.BEING_TAKEN);
    }

    /** What the group has given and is not worked for. */
    public Set<Place> waiting() {
        return which(place -> !works(place));
    }

    /** Whether some of what the group has given is not worked for. */
    public boolean waitsForAny() {
        return all.values().stream().anyMatch(stage -> stage != Stage.WORKED);
    }

    private Set<Place> which(Predicate<Place> which) {
        return all.keySet().stream().filter(which).collect(Collectors.toCollection(LinkedHashSet::new));
    }
}
