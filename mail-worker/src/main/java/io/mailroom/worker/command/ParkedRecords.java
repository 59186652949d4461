package io.mailroom.worker.command;

import io.mailroom.worker.journal.StateUnreadable;
import io.mailroom.worker.record.RawRecord;
import java.util.Optional;

/** Reads records of the parked topic. */
public interface ParkedRecords {
    /**
     * @return empty if something newer stands in its place
     * @throws StateUnreadable if it cannot be read now
     */
    Optional<RawRecord> at(int partition, long offset) throws InterruptedException;
}
