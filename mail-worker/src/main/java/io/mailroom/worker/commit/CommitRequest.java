package io.mailroom.worker.commit;

import io.mailroom.worker.record.Position;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * All that one step decided, to be seen at once or not at all.
 *
 * @param finished offsets of the records that end with it
 */
public record CommitRequest(PartitionOffsets of, List<Fact> facts, List<Long> finished) {
    public CommitRequest {
        facts = List.copyOf(facts);
        finished = List.copyOf(finished);
    }

    /** No record ends with it. */
    public static CommitRequest writing(PartitionOffsets of, List<Fact> facts) {
        return new CommitRequest(of, facts, List.of());
    }

    /** That record ends with it. */
    public static CommitRequest ending(PartitionOffsets of, long offset, List<Fact> facts) {
        return new CommitRequest(of, facts, List.of(offset));
    }

    /** Bytes of the records that it carries on; what Mailroom writes itself is small. */
    long weight() {
        return facts.stream().mapToLong(Fact::weight).sum();
    }

    /** Its records have ended. */
    void closeOffsets() {
        finished.forEach(of::close);
    }

    /** Where each partition stands once these requests are committed, and nothing else is. */
    public static Map<PartitionOffsets, Position> positions(Collection<CommitRequest> batch) {
        Map<PartitionOffsets, Set<Long>> finished = new LinkedHashMap<>();
        batch.forEach(request -> finished.computeIfAbsent(request.of(), _ -> new LinkedHashSet<>())
                .addAll(request.finished()));
        var positions = new LinkedHashMap<PartitionOffsets, Position>();
        finished.forEach((partition, ended) -> positions.put(partition, partition.positionAfter(ended)));
        return positions;
    }

    /** Which record it is about, for people. */
    public String place() {
        return finished.isEmpty() ? of.toString() : of + "@" + finished.getFirst();
    }
}
