package io.mailroom.worker.intake;

import io.mailroom.worker.record.Place;
import java.util.HashSet;
import java.util.Set;

/**
 * What this worker knows of its place in the group, as of one poll.
 *
 * @param epoch that the group has taken it in with; 0 or less before
 * @param topics that it has found and subscribes to
 * @param worked partitions that it works for
 * @param waiting partitions that the group has given to it and that it does not work for
 */
public record Membership(String memberId, int epoch, Set<String> topics, Set<Place> worked, Set<Place> waiting) {
    public Membership {
        topics = Set.copyOf(topics);
        worked = Set.copyOf(worked);
        waiting = Set.copyOf(waiting);
    }

    public boolean joined() {
        return epoch > 0;
    }

    /** Whether the group has not rearranged itself for this worker between the two. */
    public boolean sameEpoch(Membership other) {
        return epoch == other.epoch && memberId.equals(other.memberId);
    }

    /** @param meant all that the group means it to have; @return what of that, or of what it has got, it does not work for */
    public Set<Place> unworked(Set<Place> meant) {
        var unworked = new HashSet<>(meant);
        unworked.addAll(waiting);
        unworked.removeAll(worked);
        return unworked;
    }
}
