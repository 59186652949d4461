package io.mailroom.worker.commit;

import java.util.List;

/**
 * All that one step decided, to be seen at once or not at all.
 *
 * @param finished offsets of the records that end with it
 */
public record Settlement(PartitionOffsets of, List<Fact> facts, List<Long> finished) {
    public Settlement {
        facts = List.copyOf(facts);
        finished = List.copyOf(finished);
    }

    public static Settlement goingOn(PartitionOffsets of, List<Fact> facts) {
        return new Settlement(of, facts, List.of());
    }

    public static Settlement ending(PartitionOffsets of, long offset, List<Fact> facts) {
        return new Settlement(of, facts, List.of(offset));
    }
}
