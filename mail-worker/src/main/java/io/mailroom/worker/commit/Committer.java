package io.mailroom.worker.commit;

import io.mailroom.worker.time.Timers;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The only place that writes. Steps hand in what they decided and wait; one thread gathers what has come in the
 * meantime and commits all of it in one transaction.
 *
 * <p>Promises:
 *
 * <ol>
 *   <li>A settlement is committed whole, or the caller hears {@link Settled.NotOwned} and none of it is.
 *   <li>Every transaction carries the offsets of every partition it touches under the group's current generation, so a
 *       worker that the group has dropped can commit nothing at all.
 *   <li>After a transaction whose end is not known, nothing more is committed: the session ends and all is read again.
 * </ol>
 */
public final class Committer implements AutoCloseable {
    private final LinkedBlockingQueue<Waiting> queue = new LinkedBlockingQueue<>();
    private final TransactionalWriter writer;
    private final ReentrantLock attempt = new ReentrantLock(true);
    private final Duration gather;
    private final Timers timers;
    private final int largest;
    private final Runnable onFailure;
    private final CompletableFuture<Void> ended = new CompletableFuture<>();
    private volatile boolean closed;
    private volatile Instant lastCommit;

    /** Without a settlement it only wakes the thread. */
    private record Waiting(Optional<Settlement> asked, CompletableFuture<Settled> settled) {
        Settlement settlement() {
            return asked.orElseThrow();
        }
    }

    /**
     * @param gather how long a transaction waits for company
     * @param largest how many settlements one transaction takes at most
     * @param onFailure called once, from the thread that commits, when nothing can be committed any more
     */
    public Committer(TransactionalWriter writer, Duration gather, Timers timers, int largest, Runnable onFailure) {
        this.writer = writer;
        this.gather = gather;
        this.timers = timers;
        this.lastCommit = timers.now();
        this.largest = largest;
        this.onFailure = onFailure;
    }

    /** Waits until the settlement is in Kafka or cannot be any more. */
    public Settled settle(Settlement settlement) {
        return submit(settlement).join();
    }

    /** Like {@link #settle} for what nobody waits for. */
    public CompletableFuture<Settled> submit(Settlement settlement) {
        var settled = new CompletableFuture<Settled>();
        queue.add(new Waiting(Optional.of(settlement), settled));
        if (closed) {
            refuseAll();
        }
        return settled;
    }

    /** Commits until it is closed or cannot any more. For one thread, which does nothing else. */
    public void run() {
        try {
            while (!closed) {
                List<Waiting> batch = gather(queue.take());
                if (!batch.isEmpty()) {
                    commit(batch);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (CannotCommit e) {
            closed = true;
            onFailure.run();
        } finally {
            closed = true;
            refuseAll();
            ended.complete(null);
        }
    }

    private List<Waiting> gather(Waiting first) throws InterruptedException {
        var batch = new ArrayList<Waiting>();
        batch.add(first);
        if (!closed && queue.size() < largest - 1) {
            timers.sleep(gather);
        }
        queue.drainTo(batch, largest - 1);
        batch.removeIf(waiting -> waiting.asked().isEmpty());
        return batch;
    }

    /**
     * Returns when no transaction is under way that began before this call. After a release of its offsets and this, a
     * partition can be given away.
     *
     * @return false if the transaction under way did not end within the bound
     */
    public boolean barrier(Duration bound) throws InterruptedException {
        if (!attempt.tryLock(bound.toNanos(), TimeUnit.NANOSECONDS)) {
            return false;
        }
        attempt.unlock();
        return true;
    }

    private void commit(List<Waiting> batch) throws CannotCommit, InterruptedException {
        var rest = new ArrayList<>(batch);
        try {
            Optional<List<List<Long>>> committed = Optional.empty();
            while (committed.isEmpty()) {
                committed = attempt(rest);
            }
            lastCommit = timers.now();
            for (int i = 0; i < rest.size(); i++) {
                rest.get(i)
                        .settled()
                        .complete(new Settled.Committed(committed.get().get(i)));
            }
        } finally {
            // Only after a failure is anything left undone here.
            rest.forEach(Committer::refuse);
        }
    }

    /** What is not owned any more is left out inside the lock, so that the barrier can be relied on. */
    private Optional<List<List<Long>>> attempt(List<Waiting> rest) throws CannotCommit, InterruptedException {
        attempt.lock();
        try {
            refuseNotOwned(rest);
            rest.forEach(waiting -> closeOffset(waiting.settlement()));
            return rest.isEmpty()
                    ? Optional.of(List.of())
                    : writer.commit(rest.stream().map(Waiting::settlement).toList());
        } finally {
            attempt.unlock();
        }
    }

    private static void refuseNotOwned(List<Waiting> batch) {
        batch.removeIf(waiting -> {
            boolean lost = !waiting.settlement().of().owned();
            if (lost) {
                refuse(waiting);
            }
            return lost;
        });
    }

    private static void closeOffset(Settlement settlement) {
        settlement.finished().forEach(settlement.of()::close);
    }

    private static void refuse(Waiting waiting) {
        waiting.settled().complete(new Settled.NotOwned());
    }

    private void refuseAll() {
        for (Waiting waiting = queue.poll(); waiting != null; waiting = queue.poll()) {
            refuse(waiting);
        }
    }

    /** Commits nothing more. What is waiting hears that it was not committed. */
    @Override
    public void close() {
        closed = true;
        refuseAll();
        // Wakes the thread, which then sees that it is over.
        queue.add(new Waiting(Optional.empty(), new CompletableFuture<>()));
    }

    /** When a transaction ended well, or this began. */
    public Instant lastCommit() {
        return lastCommit;
    }

    /** Completes when the thread that commits has left {@link #run}. */
    public CompletableFuture<Void> ended() {
        return ended;
    }
}
