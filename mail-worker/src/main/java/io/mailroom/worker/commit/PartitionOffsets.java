package io.mailroom.worker.commit;

import io.mailroom.model.id.ClientName;
import io.mailroom.model.topic.TopicNames;
import io.mailroom.worker.record.Position;
import io.mailroom.worker.time.Timers;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CountDownLatch;
import java.util.function.BooleanSupplier;

/**
 * Which records of an owned partition are still under way. The position to commit is the lowest of them, with the others
 * named beside it, so a record is read again after a crash unless its ending was committed in the same transaction.
 *
 * <p>Opened by the intake, closed by the committer, asked by both, under one lock, which nobody holds while waiting.
 */
public final class PartitionOffsets {
    private final String topic;
    private final ClientName client;
    private final int partition;
    private final String topicId;
    /** Bound: the records in memory, and what a position named when the partition was taken over. */
    private final TreeSet<Long> open;
    /** Under way at the last commit of a former owner, and not read again yet. Bound: what a position names. */
    private final TreeSet<Long> expected;

    /** Of those who want to hear of a change. Bound: the threads that wait; each takes its own away. */
    private final Set<CountDownLatch> waiting = new LinkedHashSet<>();

    private long next;
    private int begun;
    private boolean beginNothingMore;
    private boolean owned = true;

    /** @param committed where the group stands in this partition */
    public PartitionOffsets(String topic, int partition, Position committed) {
        this.topic = topic;
        this.client = TopicNames.clientOfCommands(topic)
                .orElseThrow(() -> new IllegalArgumentException(topic + " carries no commands"));
        this.partition = partition;
        this.topicId = committed.topicId();
        this.next = committed.readTo();
        this.open = new TreeSet<>(committed.open());
        this.expected = new TreeSet<>(committed.open());
    }

    public String topic() {
        return topic;
    }

    /** Whose commands they are. */
    public ClientName client() {
        return client;
    }

    public int partition() {
        return partition;
    }

    /** Of which topic of that name; empty if nobody knows. */
    public String topicId() {
        return topicId;
    }

    /**
     * Once the record stands where it has to wait, {@link #cameIn} must follow.
     *
     * @return false if it had ended before this partition was taken over: it is to be passed over
     */
    public synchronized boolean open(long offset) {
        // Records come in order: whatever was expected below this one is gone from the topic.
        var gone = List.copyOf(expected.headSet(offset));
        gone.forEach(expected::remove);
        gone.forEach(open::remove);
        if (expected.contains(offset)) {
            return true;
        }
        if (offset < next) {
            return false;
        }
        open.add(offset);
        next = offset + 1;
        return true;
    }

    /** The record stands where it has to wait, so nothing that comes after it can overtake it any more. */
    public synchronized void cameIn(long offset) {
        expected.remove(offset);
    }

    /** Everything below came in; a record from here on may still come again that a former owner had under way. */
    public synchronized long readBelow() {
        return expected.isEmpty() ? Long.MAX_VALUE : expected.first();
    }

    synchronized void close(long offset) {
        open.remove(offset);
    }

    /** Where a new owner has to start, and what it may pass over. */
    public Position position() {
        return positionAfter(Set.of());
    }

    /** The same once these have ended as well. */
    synchronized Position positionAfter(Set<Long> ended) {
        List<Long> left =
                open.stream().filter(offset -> !ended.contains(offset)).toList();
        return left.isEmpty() ? Position.at(next).in(topicId) : new Position(topicId, left.getFirst(), next, left);
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
        if (begun == 0) {
            wake();
        }
    }

    public synchronized void beginNothingMore() {
        beginNothingMore = true;
    }

    /** Waits until no command is under way, until that time at most. */
    public void awaitNothingBegun(Instant latest, Timers timers) throws InterruptedException {
        await(() -> begun == 0, latest, timers);
    }

    /** From now on nothing of this partition is committed by this worker. */
    public synchronized void release() {
        owned = false;
        wake();
    }

    private void wake() {
        waiting.forEach(CountDownLatch::countDown);
        waiting.clear();
    }

    /** @return whether the partition is still owned when the time has come */
    public boolean ownedUntil(Instant time, Timers timers) throws InterruptedException {
        await(() -> !owned, time, timers);
        return owned();
    }

    private void await(BooleanSupplier over, Instant latest, Timers timers) throws InterruptedException {
        while (timers.now().isBefore(latest)) {
            var change = new CountDownLatch(1);
            if (!waits(change, over)) {
                return;
            }
            Timers.Pending alarm = timers.at(latest, change::countDown);
            try {
                change.await();
            } finally {
                alarm.cancel();
                forget(change);
            }
        }
    }

    private synchronized boolean waits(CountDownLatch change, BooleanSupplier over) {
        return !over.getAsBoolean() && waiting.add(change);
    }

    private synchronized void forget(CountDownLatch change) {
        waiting.remove(change);
    }

    public synchronized boolean owned() {
        return owned;
    }

    @Override
    public String toString() {
        return topic + "-" + partition;
    }
}
