package io.mailroom.worker.maintenance;

import io.mailroom.worker.commit.CommitRequest;
import io.mailroom.worker.commit.Committers;
import io.mailroom.worker.commit.Fact;
import io.mailroom.worker.journal.Journal;
import io.mailroom.worker.journal.JournalKey;
import io.mailroom.worker.partition.OwnedPartition;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import java.util.stream.Gatherers;

/**
 * Forgets finished commands that the journal's window has passed over, and takes in what was written since the last time,
 * which then is not read by the next takeover.
 */
public record JournalPruning(Committers committers, Clock clock, Duration window)
        implements MaintenanceLoop.Work<OwnedPartition> {
    private static final int FORGOTTEN_AT_ONCE = 500;

    @Override
    public void on(OwnedPartition partition, BooleanSupplier goesOn) throws TimeoutException {
        boolean more = true;
        while (more && goesOn.getAsBoolean()) {
            more = prune(partition);
        }
        if (goesOn.getAsBoolean()) {
            partition.journal().catchUp();
        }
    }

    /** @return whether there may be more to forget */
    private boolean prune(OwnedPartition partition) throws TimeoutException {
        Journal.Expired expired = partition.journal().expired(clock.instant().minus(window));
        boolean forgotten = expired.keys().stream()
                .gather(Gatherers.windowFixed(FORGOTTEN_AT_ONCE))
                .allMatch(some -> forget(partition, some));
        if (forgotten) {
            partition.journal().pruned(expired);
        }
        return forgotten && expired.more();
    }

    private boolean forget(OwnedPartition partition, List<JournalKey> some) {
        var tombstones = some.stream().<Fact>map(Fact.Forgotten::new).toList();
        if (!committers
                .commit(CommitRequest.writing(partition.offsets(), tombstones))
                .committed()) {
            return false;
        }
        some.forEach(partition.journal()::forget);
        return true;
    }
}
