package io.mailroom.worker.topics;

import io.mailroom.worker.intake.Membership;
import io.mailroom.worker.record.Place;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * A group as its coordinator tells of it.
 *
 * @param epoch raised whenever a member comes, goes or subscribes to something else
 * @param assignedEpoch for which the partitions were shared out
 * @param targets what each member, by its id, is to have
 */
record GroupFacts(int epoch, int assignedEpoch, Map<String, Set<Place>> targets) {
    /**
     * Whoever joins before it has found its topics is given nothing, and what lately left the group without a word still
     * has its partitions: neither means that there is nothing to wait for.
     *
     * @param existing the topics of commands
     */
    ExpectedPartitions of(Membership member, Set<String> existing) {
        Set<Place> mine = targets.get(member.memberId());
        if (mine == null || epoch != member.epoch() || assignedEpoch != epoch) {
            return new ExpectedPartitions.Unknown("the group is sharing out its partitions");
        }
        var unseen = new TreeSet<>(existing);
        unseen.removeIf(topic -> member.topics().contains(topic) && counts(topic, mine));
        return unseen.isEmpty()
                ? new ExpectedPartitions.Known(mine)
                : new ExpectedPartitions.Unknown("the group has not shared out %s yet".formatted(unseen.first()));
    }

    /**
     * The range assignor gives of each topic one partition at least to each member that has told the group of it, if there
     * are enough.
     */
    private boolean counts(String topic, Set<Place> mine) {
        Set<Integer> shared = targets.values().stream()
                .flatMap(Set::stream)
                .filter(place -> place.topic().equals(topic))
                .map(Place::partition)
                .collect(Collectors.toSet());
        return mine.stream().anyMatch(place -> place.topic().equals(topic))
                || (!shared.isEmpty() && shared.size() < targets.size());
    }
}
