package io.mailroom.worker.partition;

import io.mailroom.worker.record.RawRecord;

/** Takes the records of owned partitions in. */
public interface Admission {
    /** Called by the polling thread, one record at a time in their order; returns at once. */
    void admit(OwnedPartition partition, RawRecord record);
}
