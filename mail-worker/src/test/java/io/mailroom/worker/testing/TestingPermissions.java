package io.mailroom.worker.testing;

import io.mailroom.worker.journal.JournalEntry.Sending;
import io.mailroom.worker.send.SendTask;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Writes what it is told into a list, as long as the worker owns its partition. */
public final class TestingPermissions implements SendTask.Permissions {
    public final List<Sending> written = new ArrayList<>();
    public final List<Instant> writtenAt = new ArrayList<>();
    public boolean owned = true;
    /** How long the first commit takes. */
    public Duration commitTakes = Duration.ZERO;

    private final TestingClock clock;

    public TestingPermissions(TestingClock clock) {
        this.clock = clock;
    }

    @Override
    public boolean write(Sending permission) {
        clock.advance(written.isEmpty() ? commitTakes : Duration.ZERO);
        written.add(permission);
        writtenAt.add(clock.instant());
        return owned;
    }

    @Override
    public boolean stillOurs() {
        return owned;
    }
}
