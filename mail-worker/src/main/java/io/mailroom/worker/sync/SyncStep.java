package io.mailroom.worker.sync;

import io.mailroom.worker.graph.GraphMail;
import io.mailroom.worker.outcome.Outcome;
import java.time.Clock;
import java.time.Duration;

/**
 * Reads one folder's changes, page by page. Promises: a page's mails are announced in the same transaction that stores
 * the link behind it and the command's count, so a crash neither repeats nor skips nor miscounts one; a full resync
 * announces only what was never announced; whatever Microsoft answers, the command ends.
 */
public final class SyncStep {
    private final GraphMail graph;
    private final Clock clock;
    private final Duration callTimeout;

    public SyncStep(GraphMail graph, Clock clock, Duration callTimeout) {
        this.graph = graph;
        this.clock = clock;
        this.callTimeout = callTimeout;
    }

    public Outcome run(SyncTask task) {
        return new FolderReading(task, new PageReader(graph, clock, callTimeout), clock).run();
    }
}
