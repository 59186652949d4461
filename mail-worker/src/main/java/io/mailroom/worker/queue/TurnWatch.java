package io.mailroom.worker.queue;

import io.mailroom.worker.time.Timers;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;

/** One turn, from its beginning to its end, and what becomes of the line if it takes long. */
final class TurnWatch<T> implements AutoCloseable {
    private final QueueTable<T> book;
    private final MailboxQueue<T> line;
    private final Room room;
    private final Consumer<List<Long>> leave;
    private final MailboxQueue.Turn turn;
    private final Timers.Pending alarm;

    /**
     * @param whenSlow has something done if the turn takes long
     * @param leave has what waits behind it leave the memory
     */
    TurnWatch(
            QueueTable<T> book,
            MailboxQueue<T> line,
            Room room,
            Function<Runnable, Timers.Pending> whenSlow,
            Consumer<List<Long>> leave) {
        this.book = book;
        this.line = line;
        this.room = room;
        this.leave = leave;
        synchronized (book) {
            this.turn = line.begin();
        }
        room.begun();
        this.alarm = whenSlow.apply(this::slow);
    }

    /** Between two turns nothing is moved, so that a visitor may rely on it. */
    private void slow() {
        List<Long> here;
        synchronized (book) {
            if (line.turn != turn) {
                return;
            }
            turn.slow = true;
            line.slow = true;
            here = line.places.inMemory();
        }
        room.slow();
        leave.accept(here);
    }

    @Override
    public void close() {
        alarm.cancel();
        synchronized (book) {
            line.ended();
        }
    }
}
