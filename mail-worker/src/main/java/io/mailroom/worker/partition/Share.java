package io.mailroom.worker.partition;

import io.mailroom.worker.partition.Budget.Reservation;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * A part of the budget. Not safe for several threads: {@link Budget} holds the lock.
 *
 * <p>Heavy commands, those over a 128th of the bytes, get half of the bytes at most, so that a few of them leave room for
 * all others; one of them is always let in.
 *
 * <p>Bound: one that waits for each queue that has something to fetch from Kafka; it leaves with the queue.
 */
final class Share {
    private final int records;
    private final long bytes;
    private final Deque<Reservation> waiting = new ArrayDeque<>();
    private final Deque<Reservation> heavyWaiting = new ArrayDeque<>();
    private int usedRecords;
    private long usedBytes;
    private long heavyBytes;

    Share(int records, long bytes) {
        this.records = records;
        this.bytes = bytes;
    }

    boolean heavy(long weight) {
        return weight > bytes / 128;
    }

    /** Also over the bound. */
    void add(Reservation reservation) {
        usedRecords += reservation.records;
        usedBytes += reservation.weight;
        heavyBytes += heavy(reservation.weight) ? reservation.weight : 0;
    }

    void remove(Reservation reservation) {
        usedRecords -= reservation.records;
        usedBytes -= reservation.weight;
        heavyBytes -= heavy(reservation.weight) ? reservation.weight : 0;
    }

    boolean fits(Reservation reservation) {
        if (usedRecords + reservation.records > records) {
            return false;
        }
        return heavy(reservation.weight)
                ? heavyBytes == 0
                        || (heavyBytes + reservation.weight <= bytes / 2 && usedBytes + reservation.weight <= bytes)
                : usedBytes + reservation.weight <= bytes;
    }

    /** Whether heavy ones have got more than is theirs. */
    boolean overHeavy(Reservation newest) {
        return heavyBytes > bytes / 2 && heavyBytes > newest.weight;
    }

    boolean full() {
        return usedRecords >= records || usedBytes >= bytes;
    }

    /** Whether less than this many quarters are left free. */
    boolean over(int quarters) {
        return usedRecords * 4L > (long) records * quarters || usedBytes > bytes / 4 * quarters;
    }

    void enqueue(Reservation reservation) {
        (heavy(reservation.weight) ? heavyWaiting : waiting).add(reservation);
    }

    void dequeue(Reservation reservation) {
        (heavy(reservation.weight) ? heavyWaiting : waiting).remove(reservation);
    }

    /** Whether anybody waits who could use any room that comes free. */
    boolean awaited() {
        return !waiting.isEmpty();
    }

    /** Lets in who has waited longest, as long as there is room. */
    List<Reservation> grant() {
        var granted = new ArrayList<Reservation>();
        for (Deque<Reservation> queue : List.of(waiting, heavyWaiting)) {
            while (!queue.isEmpty() && fits(queue.getFirst())) {
                Reservation first = queue.removeFirst();
                add(first);
                granted.add(first);
            }
        }
        return granted;
    }

    int used() {
        return usedRecords;
    }

    long usedBytes() {
        return usedBytes;
    }
}
