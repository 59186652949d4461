package io.mailroom.worker.testing;

import io.mailroom.model.id.ClientName;
import io.mailroom.worker.commit.Committer;
import io.mailroom.worker.commit.Committers;
import io.mailroom.worker.commit.TransactionalWriter;
import io.mailroom.worker.time.Timers;
import java.time.Duration;
import java.util.concurrent.Executor;

/** Committers of one client, {@code erp}, that write one request at a time. */
public final class TestingCommitters {
    private TestingCommitters() {}

    public static Committers of(TransactionalWriter writer, Timers timers, Executor threads) {
        var committers = new Committers(
                _ -> writer,
                _ -> new TestingListener(),
                new Committer.Bounds(Duration.ZERO, 1, 1 << 30),
                timers,
                threads);
        committers.begin(new ClientName("erp"));
        return committers;
    }
}
