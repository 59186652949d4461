package io.mailroom.worker.commit;

import io.mailroom.model.time.Backoff;
import io.mailroom.worker.time.Timers;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BiConsumer;
import java.util.stream.Stream;

/**
 * The only place that writes for a client. Steps hand in what they decided and wait; one thread gathers what has come in
 * the meantime and commits all of it in one transaction.
 *
 * <p>Promises:
 *
 * <ol>
 *   <li>A request is committed whole, or the caller hears why not and none of it is.
 *   <li>Every transaction carries the offsets of every partition it touches under the group's current generation, so a
 *       worker that the group has dropped can commit nothing at all.
 *   <li>After a transaction whose end is not known, nothing more is committed: all is read again.
 *   <li>A request that can never be written is found and told so; what was handed in beside it is committed.
 * </ol>
 */
public final class Committer implements AutoCloseable {
    /** Bound: what the commands in memory hand in. */
    private final CommitQueue queue;

    private final TransactionalWriter writer;
    private final ReentrantLock attempt = new ReentrantLock(true);
    private final Timers timers;
    private final Listener listener;
    private final BiConsumer<Committer, Throwable> onFailure;
    private final CompletableFuture<Void> ended = new CompletableFuture<>();
    private volatile boolean closed;
    private volatile Instant lastCommit;
    private volatile boolean committedAnything;
    private volatile Optional<Stuck> stuck = Optional.empty();

    /**
     * How much goes into a transaction.
     *
     * @param gather how long it waits for company
     * @param requests in it at most
     * @param bytes of foreign records in it at most, unless a single request has more: a longer one would not end
     *     within the broker's bound
     */
    public record Bounds(Duration gather, int requests, long bytes) {}

    /** Attempts in vain since then. */
    public record Stuck(Instant since, String why) {}

    /** Hears what is more than a passing trouble; called by the thread that commits. Never blocks. */
    public interface Listener {
        /** A request will never be written; whoever handed it in hears it too. */
        void refused(CommitRequest request, Refusal refusal);

        /** Nothing is committed until somebody changes the broker or its topics. */
        void closed(String why);

        /** Attempts fail; it may pass. */
        void troubled();
    }

    /** @param onFailure called once, from the thread that commits, when nothing can be committed any more */
    public Committer(
            TransactionalWriter writer,
            Bounds bounds,
            Timers timers,
            Listener listener,
            BiConsumer<Committer, Throwable> onFailure) {
        this.writer = writer;
        this.onFailure = onFailure;
        this.queue = new CommitQueue(bounds, timers);
        this.timers = timers;
        this.lastCommit = timers.now();
        this.listener = listener;
    }

    /** Completes when the request is in Kafka or cannot be any more. */
    public CompletableFuture<CommitResult> submit(CommitRequest request) {
        var waiting = new PendingCommit(request);
        queue.add(waiting);
        if (closed) {
            queue.refuseAll();
        }
        return waiting.result();
    }

    /** Commits until it is closed or cannot any more. For one thread, which does nothing else. */
    public void run() {
        Optional<Throwable> failure = Optional.empty();
        try {
            writer.open();
            while (!closed) {
                List<PendingCommit> batch = queue.next();
                if (!batch.isEmpty()) {
                    commit(batch);
                }
            }
        } catch (Throwable e) { // whatever it is, nobody may go on waiting for a thread that is gone
            failure = closed ? Optional.empty() : Optional.of(e);
        }
        closed = true;
        queue.refuseAll();
        failure.ifPresent(why -> onFailure.accept(this, why));
        try {
            writer.close();
        } finally {
            ended.complete(null);
        }
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

    /** {@link #barrier} without waiting: whether no transaction is under way just now. */
    boolean quiet() {
        return !attempt.isLocked();
    }

    private void commit(List<PendingCommit> batch) throws CannotCommit, InterruptedException {
        Deque<List<PendingCommit>> parts = new ArrayDeque<>(List.of(batch));
        Duration pause = Backoff.TRANSACTION.first();
        try {
            while (!parts.isEmpty()) {
                List<PendingCommit> part = parts.element();
                Written written = attempt(part);
                pause = switch (written) {
                    case Written.Committed(var offsets) -> {
                        parts.remove();
                        committed(part, offsets);
                        yield Backoff.TRANSACTION.first();
                    }
                    case Written.Never(var culprit, var refusal) -> {
                        parts.remove();
                        isolate(part, culprit, refusal, parts);
                        yield Backoff.TRANSACTION.first();
                    }
                    case Written.NotNow(var why) -> backOff(why, pause, listener::troubled);
                    case Written.Closed(var why) -> backOff(why, pause, () -> listener.closed(why));
                };
            }
        } finally {
            // Only after a failure is anything left undone here.
            parts.forEach(part -> part.forEach(PendingCommit::refuse));
        }
    }

    private void committed(List<PendingCommit> part, List<List<Long>> offsets) {
        lastCommit = timers.now();
        committedAnything = true;
        stuck = Optional.empty();
        for (int i = 0; i < part.size(); i++) {
            part.get(i).result().complete(new CommitResult.Committed(offsets.get(i)));
        }
    }

    /** @return how long to wait after the next attempt in vain */
    private Duration backOff(String why, Duration pause, Runnable tell) throws InterruptedException {
        stuck = Optional.of(new Stuck(stuck.map(Stuck::since).orElseGet(timers::now), why));
        tell.run();
        timers.sleep(pause);
        return Backoff.TRANSACTION.next(pause);
    }

    /** In their order: what stands before the culprit, the culprit, what stands behind it; in halves if nobody named it. */
    private void isolate(
            List<PendingCommit> part, OptionalInt culprit, Refusal refusal, Deque<List<PendingCommit>> parts) {
        if (part.size() == 1) {
            PendingCommit refused = part.getFirst();
            listener.refused(refused.request(), refusal);
            refused.result().complete(new CommitResult.Unwritable(refusal));
            return;
        }
        int from = culprit.orElse(part.size() / 2);
        int to = culprit.isPresent() ? from + 1 : from;
        Stream.of(part.subList(to, part.size()), part.subList(from, to), part.subList(0, from))
                .filter(each -> !each.isEmpty())
                .forEach(each -> parts.push(new ArrayList<>(each)));
    }

    /** What is not owned any more is left out inside the lock, so that the barrier can be relied on. */
    private Written attempt(List<PendingCommit> rest) throws CannotCommit, InterruptedException {
        attempt.lock();
        try {
            refuseNotOwned(rest);
            if (rest.isEmpty()) {
                return new Written.Committed(List.of());
            }
            Written written =
                    writer.commit(rest.stream().map(PendingCommit::request).toList());
            if (written instanceof Written.Committed) {
                rest.forEach(waiting -> waiting.request().closeOffsets());
            }
            return written;
        } finally {
            attempt.unlock();
        }
    }

    private static void refuseNotOwned(List<PendingCommit> batch) {
        batch.removeIf(waiting -> {
            boolean owned = waiting.request().of().owned();
            if (!owned) {
                waiting.refuse();
            }
            return !owned;
        });
    }

    /** Commits nothing more. What is waiting hears that it was not committed. */
    @Override
    public void close() {
        closed = true;
        queue.refuseAll();
    }

    /** When a transaction ended well, or this began. */
    public Instant lastCommit() {
        return lastCommit;
    }

    boolean committedAnything() {
        return committedAnything;
    }

    /** While attempts fail. */
    public Optional<Stuck> stuck() {
        return stuck;
    }

    /** Completes when the thread that commits has left {@link #run}. */
    public CompletableFuture<Void> ended() {
        return ended;
    }
}
