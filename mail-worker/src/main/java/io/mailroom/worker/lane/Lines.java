package io.mailroom.worker.lane;

import io.mailroom.model.id.ConnectionId;
import io.mailroom.model.result.ResultCode;
import io.mailroom.worker.lane.Line.Waiting;
import io.mailroom.worker.park.Parked;
import io.mailroom.worker.time.Timers;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Executor;
import java.util.function.LongSupplier;
import java.util.function.Predicate;

/**
 * The lines of one partition: within a line one command at a time, in the order of their offsets; lines side by side,
 * each on a virtual thread while it has something to do.
 *
 * <p>Promises: a line keeps at most so many commands in memory, the others wait in Kafka; a line that waits has no
 * thread; what is in Kafka takes its turn before whatever came after it.
 *
 * @param <T> a command in memory
 */
public final class Lines<T> {
    private final LineBook<T> book = new LineBook<>();
    private final LineRunner<T> runner;
    private final Timers timers;
    private final LineWork<T> work;
    private final LongSupplier readBelow;
    private final int depth;

    /**
     * @param readBelow all records below this place have come in; who has called {@link #cameIn} calls it again
     * @param depth how many commands of a line may wait in memory
     */
    public Lines(Executor executor, Timers timers, LineWork<T> work, LongSupplier readBelow, int depth) {
        this.runner = new LineRunner<>(book, executor, timers, work, readBelow);
        this.timers = timers;
        this.work = work;
        this.readBelow = readBelow;
        this.depth = depth;
    }

    /** Takes over what a former owner parked; {@link #open} begins it. */
    public void load(Parked parked, long storedAt) {
        synchronized (book) {
            Line<T> line = book.line(parked.connection());
            line.away(parked, storedAt);
            if (parked.kind() == Parked.Kind.IN_LINE) {
                line.hold(parked.due(), parked.reason());
            }
        }
    }

    /** Begins what was loaded. */
    public void open() {
        List<ConnectionId> loaded;
        synchronized (book) {
            loaded = List.copyOf(book.lines.keySet());
        }
        loaded.forEach(runner::turn);
    }

    /** More records have come in. */
    public void cameIn() {
        List<ConnectionId> ahead;
        synchronized (book) {
            var passed = book.behind.headMap(readBelow.getAsLong(), false);
            ahead = List.copyOf(passed.values());
            passed.clear();
        }
        ahead.forEach(runner::turn);
    }

    /** @return false if this very record stands in line already */
    public boolean add(ConnectionId connection, long place, T command) {
        Parked spilled = null;
        synchronized (book) {
            Line<T> line = book.line(connection);
            if (book.closed || line.holds(place)) {
                return book.closed;
            }
            if (line.inMemory() >= depth) {
                spilled = work.parked(command, timers.now(), ResultCode.QUEUED);
                line.away(spilled, -1);
            } else {
                line.here(place, command);
            }
        }
        if (spilled != null) {
            work.park(command, spilled);
        }
        runner.turn(connection);
        return true;
    }

    /** A command that waits for a time of its own from the start. */
    public void schedule(T command, Parked parked) {
        synchronized (book) {
            book.line(parked.connection()).away(parked, -1);
        }
        work.park(command, parked);
    }

    /** Has something done between two steps of a line. */
    public void visit(ConnectionId connection, Runnable visitor) {
        synchronized (book) {
            book.line(connection).visitors.add(visitor);
        }
        runner.turn(connection);
    }

    /** What a park wrote is committed. */
    public void stored(ConnectionId connection, long place, long storedAt) {
        synchronized (book) {
            book.line(connection).stored(place, storedAt);
        }
        runner.turn(connection);
    }

    /** Whatever a line waits for outside of its own commands may be there now. */
    public void wake(ConnectionId connection) {
        synchronized (book) {
            Line<T> line = book.lines.get(connection);
            if (line == null) {
                return;
            }
            line.letGo();
        }
        runner.turn(connection);
    }

    /** The place of a command that waits, in memory or in Kafka. For visitors. */
    public OptionalLong place(ConnectionId connection, Predicate<T> ofCommand, Predicate<Parked> ofParked) {
        synchronized (book) {
            return book.line(connection).place(ofCommand, ofParked);
        }
    }

    /** Whether a command that waits is on its way to Kafka. For visitors. */
    public boolean beingStored(ConnectionId connection, long place) {
        synchronized (book) {
            return book.line(connection).find(place) instanceof Waiting.Away<T> away && !away.stored();
        }
    }

    /** Whether such a command waits for a time of its own. */
    public boolean scheduled(ConnectionId connection, Predicate<Parked> like) {
        synchronized (book) {
            Line<T> line = book.lines.get(connection);
            return line != null && line.scheduledLike(like);
        }
    }

    /** Takes a command out of its line. For visitors. */
    public Optional<Taken<T>> take(ConnectionId connection, long place) {
        synchronized (book) {
            return switch (book.line(connection).remove(place)) {
                case null -> Optional.empty();
                case Waiting.Here<T>(var command) -> Optional.of(new Taken.FromMemory<>(command));
                case Waiting.Away<T>(var parked, long storedAt) -> Optional.of(new Taken.FromKafka<>(parked, storedAt));
            };
        }
    }

    /** Puts back into line what has its result but leaves something to be done. For visitors. */
    public void keep(Parked parked, long storedAt) {
        synchronized (book) {
            book.line(parked.connection()).away(parked, storedAt);
        }
    }

    /** How many commands wait in Kafka. */
    public int parked() {
        synchronized (book) {
            return book.lines.values().stream().mapToInt(Line::parked).sum();
        }
    }

    /** Begins nothing more. @return what waited in memory */
    public List<T> close() {
        synchronized (book) {
            return book.close();
        }
    }
}
