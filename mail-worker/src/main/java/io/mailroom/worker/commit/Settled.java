package io.mailroom.worker.commit;

import java.util.List;

/** Whether a settlement came to be. */
public sealed interface Settled {
    /**
     * It is in Kafka, whole.
     *
     * @param offsets where each of its facts stands in its topic, in their order
     */
    record Committed(List<Long> offsets) implements Settled {
        public Committed {
            offsets = List.copyOf(offsets);
        }
    }

    /** The partition belongs to somebody else now: none of it is in Kafka, and the step must stop where it is. */
    record NotOwned() implements Settled {}

    /** None of it is in Kafka and it never will be: the step has to end in another way, with less to write. */
    record Unwritable(Refusal refusal) implements Settled {}

    default boolean committed() {
        return this instanceof Committed;
    }
}
