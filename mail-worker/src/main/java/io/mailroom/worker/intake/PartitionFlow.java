package io.mailroom.worker.intake;

import java.util.Map;
import java.util.Set;

/** Who takes what the intake brings. All calls come from the polling thread, one at a time. */
public interface PartitionFlow {
    /** A partition of a commands topic. */
    record Place(String topic, int partition) {}

    /** These partitions belong to this worker now, and their records start at these offsets. Returns when it is ready for them. */
    void assigned(Map<Place, Long> positions);

    /** These partitions will belong to somebody else as soon as this returns. */
    void revoked(Set<Place> places);

    /** These partitions belong to somebody else already. */
    void lost(Set<Place> places);

    void record(RawRecord record);

    /** Whether enough is under way, so that no more should be read. */
    boolean full();
}
