package io.mailroom.worker.sweep;

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

/**
 * Forgets finished commands that the journal's window has passed over, and takes in what was written since the last time,
 * which then is not read by the next takeover. Two sweeps of a partition at once would not do: what one has forgotten may
 * have been begun anew when the other gets to it.
 */
public record JournalSweep(Committers committers, Clock clock, Duration window) implements Rounds.Work<OwnedPartition> {
    private static final int FORGOTTEN_AT_ONCE = 500;

    @Override
    public void on(OwnedPartition partition, BooleanSupplier goesOn) throws TimeoutException {
        boolean more = true;
        while (more && goesOn.getAsBoolean()) {
            more = swept(partition);
        }
        if (goesOn.getAsBoolean()) {
            partition.journal().catchUp();
        }
    }

    /** @return whether there may be more to forget */
    private boolean swept(OwnedPartition partition) throws TimeoutException {
        Journal.Expired expired = partition.journal().expired(clock.instant().minus(window));
        if (!forgotten(partition, expired.keys())) {
            return false;
        }
        partition.journal().swept(expired);
        return expired.more();
    }

    private boolean forgotten(OwnedPartition partition, List<JournalKey> old) {
        for (int from = 0; from < old.size(); from += FORGOTTEN_AT_ONCE) {
            List<JournalKey> some = old.subList(from, Math.min(old.size(), from + FORGOTTEN_AT_ONCE));
            boolean committed = committers
                    .commit(CommitRequest.writing(
                            partition.offsets(),
                            some.stream().<Fact>map(Fact.Forgotten::new).toList()))
                    .committed();
            if (!committed) {
                return false;
            }
            some.forEach(partition.journal()::forget);
        }
        return true;
    }
}
