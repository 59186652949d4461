package io.mailroom.worker.topics;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedTransferQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;

/** Brokers that say what a test hands them, look for look. */
final class TestingCluster implements Cluster {
    /** What one look comes to. */
    @FunctionalInterface
    interface Answer {
        ClusterFacts get() throws ExecutionException, TimeoutException;
    }

    private final LinkedTransferQueue<Answer> answers = new LinkedTransferQueue<>();
    private final Semaphore asked = new Semaphore(0);
    final AtomicInteger closed = new AtomicInteger();

    /** Returns once the look that got it is over, which the next one shows. */
    void looksAndFinds(Holds holds, Answer answer) throws InterruptedException {
        awaitLook();
        answers.add(answer);
        holds.look();
        awaitLook();
        asked.release();
    }

    private void awaitLook() throws InterruptedException {
        if (!asked.tryAcquire(1, TimeUnit.MINUTES)) {
            throw new AssertionError("nobody looks any more");
        }
    }

    @Override
    public ClusterFacts look() throws ExecutionException, TimeoutException, InterruptedException {
        asked.release();
        return answers.take().get();
    }

    @Override
    public void close() {
        closed.incrementAndGet();
    }
}
