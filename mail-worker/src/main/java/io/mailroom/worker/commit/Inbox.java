package io.mailroom.worker.commit;

import io.mailroom.worker.time.Timers;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.LinkedBlockingQueue;

/** What was handed in and is not in a transaction yet. Filled by any thread, emptied by the one that commits. */
final class Inbox {
    /** Bound: what the commands in memory hand in. Each turn waits for its own; room is held until the rest is in Kafka. */
    private final LinkedBlockingQueue<PendingCommit> queue = new LinkedBlockingQueue<>();

    private final Committer.Bounds bounds;
    private final Timers timers;
    /** Taken from the queue, and too large for the batch before it. */
    private Optional<PendingCommit> setAside = Optional.empty();

    Inbox(Committer.Bounds bounds, Timers timers) {
        this.bounds = bounds;
        this.timers = timers;
    }

    void add(PendingCommit waiting) {
        queue.add(waiting);
    }

    void wake() {
        queue.add(PendingCommit.NOTHING);
    }

    /** Waits until something is there; then takes what else has come within the time for gathering, in its order. */
    List<PendingCommit> next() throws InterruptedException {
        PendingCommit first = setAside.isPresent() ? setAside.get() : queue.take();
        setAside = Optional.empty();
        var batch = new ArrayList<PendingCommit>();
        batch.add(first);
        if (first.asked().isPresent() && queue.size() < bounds.requests() - 1) {
            timers.sleep(bounds.gather());
        }
        long bytes = first.weight();
        while (batch.size() < bounds.requests()) {
            PendingCommit more = queue.poll();
            if (more == null) {
                break;
            }
            bytes += more.weight();
            if (bytes > bounds.bytes() && more.weight() > 0) {
                setAside = Optional.of(more);
                break;
            }
            batch.add(more);
        }
        batch.removeIf(waiting -> waiting.asked().isEmpty());
        return batch;
    }

    void refuseAll() {
        for (PendingCommit waiting = queue.poll(); waiting != null; waiting = queue.poll()) {
            waiting.refuse();
        }
    }

    /** For the thread that commits, when it ends. */
    void refuseSetAside() {
        setAside.ifPresent(PendingCommit::refuse);
    }
}
