package io.mailroom.worker.commit;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
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
 *   <li>A settlement is committed whole, or the caller hears {@link Settled#NOT_OWNED} and none of it is.
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
    private final int largest;
    private final Runnable onFailure;
    private final Thread thread;
    private volatile boolean closed;

    private record Waiting(Settlement settlement, CompletableFuture<Settled> settled) {}

    /**
     * @param gather how long a transaction waits for company
     * @param largest how many settlements one transaction takes at most
     * @param onFailure called once, from the committing thread, when nothing can be committed any more
     */
    public Committer(TransactionalWriter writer, Duration gather, int largest, Runnable onFailure) {
        this.writer = writer;
        this.gather = gather;
        this.largest = largest;
        this.onFailure = onFailure;
        this.thread = Thread.ofPlatform().name("committer").daemon().unstarted(this::run);
    }

    public void start() {
        thread.start();
    }

    /** Waits until the settlement is in Kafka or cannot be any more. */
    public Settled settle(Settlement settlement) {
        return submit(settlement).join();
    }

    /** Like {@link #settle} for what nobody waits for. */
    public CompletableFuture<Settled> submit(Settlement settlement) {
        var settled = new CompletableFuture<Settled>();
        queue.add(new Waiting(settlement, settled));
        if (closed) {
            refuseAll();
        }
        return settled;
    }

    private void run() {
        try {
            while (!closed) {
                Waiting first = queue.poll(200, TimeUnit.MILLISECONDS);
                if (first != null) {
                    commit(gather(first));
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
        }
    }

    private List<Waiting> gather(Waiting first) throws InterruptedException {
        var batch = new ArrayList<Waiting>();
        batch.add(first);
        long end = System.nanoTime() + gather.toNanos();
        while (batch.size() < largest) {
            Waiting more = queue.poll(Math.max(0, end - System.nanoTime()), TimeUnit.NANOSECONDS);
            if (more == null) {
                break;
            }
            batch.add(more);
        }
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
            boolean committed = false;
            while (!committed) {
                committed = attempt(rest);
            }
            rest.forEach(waiting -> waiting.settled().complete(Settled.COMMITTED));
        } finally {
            // Only after a failure is anything left undone here.
            rest.forEach(waiting -> waiting.settled().complete(Settled.NOT_OWNED));
        }
    }

    /** What is not owned any more is left out inside the lock, so that the barrier can be relied on. */
    private boolean attempt(List<Waiting> rest) throws CannotCommit, InterruptedException {
        attempt.lock();
        try {
            refuseNotOwned(rest);
            rest.forEach(waiting -> closeOffset(waiting.settlement()));
            return rest.isEmpty()
                    || writer.commit(rest.stream().map(Waiting::settlement).toList());
        } finally {
            attempt.unlock();
        }
    }

    private static void refuseNotOwned(List<Waiting> batch) {
        batch.removeIf(waiting -> {
            boolean lost = !waiting.settlement().of().owned();
            if (lost) {
                waiting.settled().complete(Settled.NOT_OWNED);
            }
            return lost;
        });
    }

    private static void closeOffset(Settlement settlement) {
        settlement.finished().ifPresent(settlement.of()::close);
    }

    private void refuseAll() {
        for (Waiting waiting = queue.poll(); waiting != null; waiting = queue.poll()) {
            waiting.settled().complete(Settled.NOT_OWNED);
        }
    }

    /** Commits nothing more. What is waiting hears that it was not committed. */
    @Override
    public void close() {
        closed = true;
        if (thread.isAlive() && !Thread.currentThread().equals(thread)) {
            try {
                thread.join(Duration.ofSeconds(10));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
