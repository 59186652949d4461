package io.mailroom.worker.commit;

import java.util.List;
import java.util.OptionalLong;

/**
 * All that one step decided, to be seen at once or not at all.
 *
 * @param finished offset of the record that ends with it, or empty if the record goes on
 */
public record Settlement(PartitionOffsets of, List<Fact> facts, OptionalLong finished) {
    public Settlement {
        facts = List.copyOf(facts);
    }

    public static Settlement goingOn(PartitionOffsets of, List<Fact> facts) {
        return new Settlement(of, facts, OptionalLong.empty());
    }

    public static Settlement ending(PartitionOffsets of, long offset, List<Fact> facts) {
        return new Settlement(of, facts, OptionalLong.of(offset));
    }
}
