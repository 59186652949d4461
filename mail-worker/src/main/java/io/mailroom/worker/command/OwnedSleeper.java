package io.mailroom.worker.command;

import io.mailroom.worker.call.Sleeper;
import io.mailroom.worker.commit.PartitionOffsets;
import io.mailroom.worker.time.Timers;
import java.time.Instant;

/** Waits that end when the partition goes away. */
record OwnedSleeper(Timers timers, PartitionOffsets offsets) implements Sleeper {
    @Override
    public boolean sleepUntil(Instant time) {
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
