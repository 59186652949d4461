package io.mailroom.worker.pipeline;

import io.mailroom.worker.commit.PartitionOffsets;
import io.mailroom.worker.outcome.Waits;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/** Waits that end when the partition goes away. Parks a virtual thread only. */
record OwnedWaits(Clock clock, PartitionOffsets offsets) implements Waits {
    @Override
    public boolean until(Instant time) {
        try {
            for (Instant now = clock.instant(); now.isBefore(time); now = clock.instant()) {
                if (!offsets.owned() || offsets.awaitRelease(Duration.between(now, time))) {
                    return false;
                }
            }
            return offsets.owned();
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
