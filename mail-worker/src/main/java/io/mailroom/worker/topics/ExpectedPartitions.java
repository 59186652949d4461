package io.mailroom.worker.topics;

import io.mailroom.worker.record.Place;
import java.util.Set;

/** Which partitions a group means a member to have, whether the member has got them or not. */
public sealed interface ExpectedPartitions {
    /** None at all if there are more workers than partitions, or no partitions. */
    record Known(Set<Place> places) implements ExpectedPartitions {
        public Known {
            places = Set.copyOf(places);
        }
    }

    /** @param why in a sentence for the operator */
    record Unknown(String why) implements ExpectedPartitions {}
}
