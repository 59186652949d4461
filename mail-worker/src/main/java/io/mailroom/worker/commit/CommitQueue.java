package io.mailroom.worker.commit;

import io.mailroom.worker.time.Timers;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;

/** What was handed in and is not in a transaction yet. Filled by any thread, emptied by the one that commits. */
final class CommitQueue {
    /** Bound: what the commands in memory hand in. Each turn waits for its own; room is held until the rest is in Kafka. */
    private final LinkedBlockingQueue<PendingCommit> queue = new LinkedBlockingQueue<>();

    private final Committer.Bounds bounds;
    private final Timers timers;

    CommitQueue(Committer.Bounds bounds, Timers timers) {
        this.bounds = bounds;
        this.timers = timers;
    }

    void add(PendingCommit waiting) {
        queue.add(waiting);
    }

    /** Waits until something is there; then takes what else has come within the time for gathering, in its order. */
    List<PendingCommit> next() throws InterruptedException {
        PendingCommit first = queue.take();
        var batch = new ArrayList<>(List.of(first));
        if (first.asked().isPresent() && queue.size() < bounds.requests() - 1) {
            timers.sleep(bounds.gather());
        }
        long bytes = first.weight();
        PendingCommit more = queue.peek();
        while (more != null && batch.size() < bounds.requests() && fits(bytes, more)) {
            // It may have been refused meanwhile.
            if (queue.remove(more)) {
                batch.add(more);
                bytes += more.weight();
            }
            more = queue.peek();
        }
        batch.removeIf(waiting -> waiting.asked().isEmpty());
        return batch;
    }

    /** Wakes the thread that commits as well: what was refused may have been the call that was to wake it. */
    void refuseAll() {
        for (PendingCommit waiting = queue.poll(); waiting != null; waiting = queue.poll()) {
            waiting.refuse();
        }
        queue.add(PendingCommit.NOTHING);
    }

    private boolean fits(long bytes, PendingCommit more) {
        return more.weight() == 0 || bytes + more.weight() <= bounds.bytes();
    }
}
