package io.mailroom.worker.lane;

import io.mailroom.model.id.ConnectionId;
import io.mailroom.model.result.ResultCode;
import io.mailroom.worker.lane.Line.Next;
import io.mailroom.worker.lane.Line.Waiting;
import io.mailroom.worker.park.Parked;
import io.mailroom.worker.time.Timers;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.concurrent.Executor;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

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
    private static final Logger LOG = Logger.getLogger(Lines.class);

    private static final Duration AFTER_A_FAILURE = Duration.ofSeconds(1);

    private final Executor executor;
    private final Timers timers;
    private final LineWork<T> work;
    private final LongSupplier readBelow;
    private final int depth;
    /** Lines whose first command must wait for older records that have not come in yet, by its place. */
    private final NavigableMap<Long, ConnectionId> behind = new TreeMap<>();

    private final Map<ConnectionId, Line<T>> lines = new HashMap<>();
    private boolean closed;

    /**
     * @param readBelow all records below this place have come in; who has called {@link #cameIn} calls it again
     * @param depth how many commands of a line may wait in memory
     */
    public Lines(Executor executor, Timers timers, LineWork<T> work, LongSupplier readBelow, int depth) {
        this.executor = executor;
        this.timers = timers;
        this.work = work;
        this.readBelow = readBelow;
        this.depth = depth;
    }

    /** Takes over what a former owner parked; {@link #open} begins it. */
    public synchronized void load(Parked parked, long storedAt) {
        Line<T> line = line(parked.connection());
        line.away(parked, storedAt);
        if (parked.kind() == Parked.Kind.IN_LINE) {
            line.hold(parked.due(), parked.reason());
        }
    }

    /** Begins what was loaded. */
    public void open() {
        List<ConnectionId> loaded;
        synchronized (this) {
            loaded = List.copyOf(lines.keySet());
        }
        loaded.forEach(this::turn);
    }

    /** More records have come in. */
    public void cameIn() {
        List<ConnectionId> ahead;
        synchronized (this) {
            var passed = behind.headMap(readBelow.getAsLong(), false);
            ahead = List.copyOf(passed.values());
            passed.clear();
        }
        ahead.forEach(this::turn);
    }

    /** @return false if this very record stands in line already */
    public boolean add(ConnectionId connection, long place, T command) {
        Parked spilled = null;
        synchronized (this) {
            Line<T> line = line(connection);
            if (closed || line.holds(place)) {
                return closed;
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
        turn(connection);
        return true;
    }

    /** A command that waits for a time of its own from the start. */
    public void schedule(T command, Parked parked) {
        synchronized (this) {
            line(parked.connection()).away(parked, -1);
        }
        work.park(command, parked);
    }

    /** Has something done between two steps of a line. */
    public void visit(ConnectionId connection, Runnable visitor) {
        synchronized (this) {
            line(connection).visitors.add(visitor);
        }
        turn(connection);
    }

    /** What a park wrote is committed. */
    public void stored(ConnectionId connection, long place, long storedAt) {
        synchronized (this) {
            line(connection).stored(place, storedAt);
        }
        turn(connection);
    }

    /** Whatever a line waits for outside of its own commands may be there now. */
    public void wake(ConnectionId connection) {
        synchronized (this) {
            Line<T> line = lines.get(connection);
            if (line == null) {
                return;
            }
            line.letGo();
        }
        turn(connection);
    }

    /** The place of a command that waits, in memory or in Kafka. For visitors. */
    public synchronized OptionalLong place(
            ConnectionId connection, Predicate<T> ofCommand, Predicate<Parked> ofParked) {
        return line(connection).place(ofCommand, ofParked);
    }

    /** Whether such a command waits for a time of its own. */
    public synchronized boolean scheduled(ConnectionId connection, Predicate<Parked> like) {
        Line<T> line = lines.get(connection);
        return line != null && line.scheduledLike(like);
    }

    /** Takes a command out of its line. For visitors. */
    public synchronized Optional<Taken<T>> take(ConnectionId connection, long place) {
        return switch (line(connection).remove(place)) {
            case null -> Optional.empty();
            case Waiting.Here<T>(var command) -> Optional.of(new Taken.FromMemory<>(command));
            case Waiting.Away<T>(var parked, long storedAt) -> Optional.of(new Taken.FromKafka<>(parked, storedAt));
        };
    }

    /** Puts back into line what has its result but leaves something to be done. For visitors. */
    public synchronized void keep(Parked parked, long storedAt) {
        line(parked.connection()).away(parked, storedAt);
    }

    /** How many commands wait in Kafka. */
    public synchronized int parked() {
        return lines.values().stream().mapToInt(Line::parked).sum();
    }

    /** Begins nothing more. @return what waited in memory */
    public synchronized List<T> close() {
        closed = true;
        var left = new ArrayList<T>();
        lines.values().forEach(line -> {
            if (line.alarm != null) {
                line.alarm.cancel();
            }
            line.waiting.values().forEach(each -> {
                if (each instanceof Waiting.Here<T>(var command)) {
                    left.add(command);
                }
            });
        });
        lines.clear();
        return left;
    }

    private Line<T> line(ConnectionId connection) {
        return lines.computeIfAbsent(connection, _ -> new Line<>());
    }

    /** Gives the line a thread if there is something to do and it has none. */
    private void turn(ConnectionId connection) {
        synchronized (this) {
            Line<T> line = lines.get(connection);
            if (line == null || line.busy || closed) {
                return;
            }
            line.busy = true;
        }
        executor.execute(() -> work(connection));
    }

    private void work(ConnectionId connection) {
        boolean more = true;
        while (more) {
            more = step(connection);
        }
    }

    private boolean step(ConnectionId connection) {
        Line<T> line;
        Next<T> next;
        int wakes;
        synchronized (this) {
            line = line(connection);
            if (closed) {
                return false;
            }
            next = line.next(timers.now(), readBelow.getAsLong());
            wakes = line.wakes;
            if (next instanceof Next.Behind<T>(long place, var until)) {
                behind.put(place, connection);
                rest(connection, line, until);
                return false;
            }
            if (next instanceof Next.Rest<T>(var until)) {
                rest(connection, line, until);
                return false;
            }
            if (next instanceof Next.Run<T>(long place, var _)) {
                line.remove(place);
            }
        }
        try {
            return carriedOut(line, wakes, next);
        } catch (RuntimeException e) {
            LOG.errorf(e, "a line failed and is tried again connection=%s", connection);
            return triedAgain(line, next);
        }
    }

    /** Nothing is lost by a failure that nobody foresaw: what failed keeps its place. */
    private synchronized boolean triedAgain(Line<T> line, Next<T> next) {
        if (next instanceof Next.Run<T>(long place, var command)) {
            line.here(place, command);
        }
        line.hold(timers.now().plus(AFTER_A_FAILURE), ResultCode.INTERNAL_ERROR);
        return true;
    }

    private boolean carriedOut(Line<T> line, int wakes, Next<T> next) {
        switch (next) {
            case Next.Visit<T>(var visitor) -> visitor.run();
            case Next.Run<T>(long _, var command) -> {
                return after(line, wakes, work.run(command), null);
            }
            case Next.Fetch<T>(long _, var parked, long storedAt) -> {
                return after(line, wakes, work.run(parked, storedAt), parked);
            }
            case Next.Park<T>(var places, var until, var reason) ->
                places.forEach(place -> park(line, place, until, reason));
            case Next.Rest<T> _, Next.Behind<T> _ -> throw new IllegalStateException("handled above");
        }
        return true;
    }

    /** @return whether the line goes on */
    private boolean after(Line<T> line, int wakesBefore, After after, @Nullable Parked was) {
        return switch (after) {
            case After.Ended _ -> {
                if (was != null) {
                    synchronized (this) {
                        line.remove(was.offset());
                    }
                }
                yield true;
            }
            case After.Waits(var parked, var holdUntil, var store) -> {
                synchronized (this) {
                    line.remove(parked.offset());
                    line.away(parked, -1);
                    // Who was woken while it worked must not sleep over what woke it.
                    if (holdUntil != null && line.wakes == wakesBefore) {
                        line.hold(holdUntil, parked.reason());
                    }
                }
                store.run();
                yield true;
            }
            case After.GivenUp _ -> false;
        };
    }

    private void park(Line<T> line, long place, Instant until, ResultCode reason) {
        Parked parked;
        T command;
        synchronized (this) {
            if (!(line.find(place) instanceof Waiting.Here<T>(var here))) {
                return;
            }
            command = here;
            parked = work.parked(command, until, reason);
            line.away(parked, -1);
        }
        work.park(command, parked);
    }

    private void rest(ConnectionId connection, Line<T> line, @Nullable Instant until) {
        line.busy = false;
        if (line.alarm != null) {
            line.alarm.cancel();
            line.alarm = null;
        }
        if (line.empty()) {
            lines.remove(connection);
        } else if (until != null) {
            line.alarm = timers.at(until, () -> turn(connection));
        }
    }
}
