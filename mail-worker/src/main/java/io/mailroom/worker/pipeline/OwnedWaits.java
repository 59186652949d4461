package io.mailroom.worker.pipeline;

import io.mailroom.worker.commit.PartitionOffsets;
import io.mailroom.worker.outcome.Waits;
import io.mailroom.worker.time.Timers;
import java.time.Instant;

/** Waits that end when the partition goes away. Parks a virtual thread only. */
record OwnedWaits(Timers timers, PartitionOffsets offsets) implements Waits {
    @Override
    public boolean until(Instant time) {
        try {
            return offsets.ownedUntil(time, timers);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    @Override
    public boolean interrupted() {
        return !offsets.owned() || Thread.currentThread().isInterrupted();
    }
}
