package io.mailroom.worker.commit;

import java.util.List;
import java.util.OptionalInt;

/** How one attempt at one transaction ended. Only after {@link Committed} is anything of it in Kafka. */
public sealed interface Written {
    /** @param offsets for each request where each of its facts stands in its topic */
    record Committed(List<List<Long>> offsets) implements Written {
        public Committed {
            offsets = List.copyOf(offsets);
        }
    }

    /** It may be tried again as it is. */
    record NotNow(String why) implements Written {}

    /**
     * With one of its requests it will never be written.
     *
     * @param culprit which one, if the broker or the client named the record
     */
    record Never(OptionalInt culprit, Refusal refusal) implements Written {}

    /**
     * Nothing can be written where these requests belong until somebody changes the broker.
     *
     * @param why in a sentence for an operator
     */
    record Closed(String why) implements Written {}
}
