package io.mailroom.worker.commit;

import java.util.List;

/** Whether what was asked for is in Kafka. */
public sealed interface CommitResult {
    /**
     * It is in Kafka, whole.
     *
     * @param offsets where each of its facts stands in its topic, in their order
     */
    record Committed(List<Long> offsets) implements CommitResult {
        public Committed {
            offsets = List.copyOf(offsets);
        }
    }

    /** The partition belongs to somebody else now: none of it is in Kafka, and the step must stop where it is. */
    record NotOwned() implements CommitResult {}

    /** None of it is in Kafka and it never will be: the step has to end in another way, with less to write. */
    record Unwritable(Refusal refusal) implements CommitResult {}

    default boolean committed() {
        return this instanceof Committed;
    }
}
