package io.mailroom.worker.queue;

import io.mailroom.worker.time.Timers;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;

/** One turn, from its beginning to its end, and what becomes of the queue if it takes long. */
final class TurnWatch<T> implements AutoCloseable {
    private final QueueTable<T> table;
    private final MailboxQueue<T> queue;
    private final Room room;
    private final Consumer<List<Long>> leave;
    private final MailboxQueue.Turn turn;
    private final Timers.Pending alarm;

    /**
     * @param whenSlow has something done if the turn takes long
     * @param leave has what waits behind it leave the memory
     */
    TurnWatch(
            QueueTable<T> table,
            MailboxQueue<T> queue,
            Room room,
            Function<Runnable, Timers.Pending> whenSlow,
            Consumer<List<Long>> leave) {
        this.table = table;
        this.queue = queue;
        this.room = room;
        this.leave = leave;
        synchronized (table) {
            this.turn = queue.begin();
        }
        room.begun();
        this.alarm = whenSlow.apply(this::slow);
    }

    /** Between two turns nothing is moved, so that a task there may rely on it. */
    private void slow() {
        List<Long> here;
        synchronized (table) {
            if (queue.turn != turn) {
                return;
            }
            turn.slow = true;
            queue.slow = true;
            here = queue.places.inMemory();
        }
        room.slow();
        leave.accept(here);
    }

    @Override
    public void close() {
        alarm.cancel();
        synchronized (table) {
            queue.ended();
        }
    }
}
