package io.mailroom.worker.commit;

import java.time.Duration;
import java.util.TreeSet;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Which records of an owned partition are still under way. The position to commit is the lowest of them, so a record is
 * read again after a crash unless its ending was committed in the same transaction as its offset.
 *
 * <p>Opened by the intake, closed by the committer, asked by both: every method is synchronized.
 */
public final class PartitionOffsets {
    private final String topic;
    private final int partition;
    private final TreeSet<Long> open = new TreeSet<>();
    private final CountDownLatch released = new CountDownLatch(1);
    private long next;
    private int begun;
    private boolean beginNothingMore;
    private boolean owned = true;

    /** @param committed where the group stands in this partition */
    public PartitionOffsets(String topic, int partition, long committed) {
        this.topic = topic;
        this.partition = partition;
        this.next = committed;
    }

    public String topic() {
        return topic;
    }

    public int partition() {
        return partition;
    }

    public synchronized void open(long offset) {
        open.add(offset);
        next = Math.max(next, offset + 1);
    }

    synchronized void close(long offset) {
        open.remove(offset);
    }

    /** Where a new owner has to start. */
    public synchronized long position() {
        return open.isEmpty() ? next : open.first();
    }

    public synchronized int underWay() {
        return open.size();
    }

    /** @return whether a command may be begun; if so, {@link #ended} must follow */
    public synchronized boolean begin() {
        if (beginNothingMore || !owned) {
            return false;
        }
        begun++;
        return true;
    }

    public synchronized void ended() {
        begun--;
        notifyAll();
    }

    public synchronized void beginNothingMore() {
        beginNothingMore = true;
    }

    /** Waits until no command is under way, for so long at most. */
    public synchronized void awaitNothingBegun(Duration longest) throws InterruptedException {
        long end = System.nanoTime() + longest.toNanos();
        for (long left = longest.toNanos(); begun > 0 && left > 0; left = end - System.nanoTime()) {
            TimeUnit.NANOSECONDS.timedWait(this, left);
        }
    }

    /** From now on nothing of this partition is committed by this worker. */
    public synchronized void release() {
        owned = false;
        released.countDown();
    }

    /** @return whether the partition went away within the time */
    public boolean awaitRelease(Duration longest) throws InterruptedException {
        return released.await(longest.toNanos(), TimeUnit.NANOSECONDS);
    }

    public synchronized boolean owned() {
        return owned;
    }

    @Override
    public String toString() {
        return topic + "-" + partition;
    }
}
