package io.mailroom.worker.partition;

import io.mailroom.worker.queue.Room;
import io.mailroom.worker.record.RawRecord;
import org.jspecify.annotations.Nullable;

/** What one command holds of the budget, which changes it under its lock. */
final class Holding implements Room {
    /** Where it is counted. */
    enum Where {
        AWAITS_FRESH,
        AWAITS_SLOW,
        FRESH,
        SLOW,
        NOWHERE
    }

    private final Budget budget;
    final int records;
    final long weight;
    final Runnable whenGranted;
    Where where;
    /** No transaction has told yet that it was read. */
    boolean unseen;

    @Nullable
    RawRecord record;

    Holding(Budget budget, int records, long weight, Where where, Runnable whenGranted) {
        this.budget = budget;
        this.records = records;
        this.weight = weight;
        this.where = where;
        this.whenGranted = whenGranted;
    }

    @Override
    public boolean granted() {
        return budget.granted(this);
    }

    @Override
    public void begun() {
        budget.begun(this);
    }

    @Override
    public void slow() {
        budget.slow(this);
    }

    @Override
    public void giveBack() {
        budget.giveBack(this);
    }
}
