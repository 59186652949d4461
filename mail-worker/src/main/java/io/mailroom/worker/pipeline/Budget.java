package io.mailroom.worker.pipeline;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** How much may be under way at once. Going over by one poll is allowed; memory is bounded by both together. */
final class Budget {
    private final int records;
    private final long bytes;
    private final AtomicInteger recordsUnderWay = new AtomicInteger();
    private final AtomicLong bytesUnderWay = new AtomicLong();

    Budget(int records, long bytes) {
        this.records = records;
        this.bytes = bytes;
    }

    void take(long weight) {
        recordsUnderWay.incrementAndGet();
        bytesUnderWay.addAndGet(weight);
    }

    void giveBack(long weight) {
        recordsUnderWay.decrementAndGet();
        bytesUnderWay.addAndGet(-weight);
    }

    boolean full() {
        return recordsUnderWay.get() >= records || bytesUnderWay.get() >= bytes;
    }

    int underWay() {
        return recordsUnderWay.get();
    }
}
