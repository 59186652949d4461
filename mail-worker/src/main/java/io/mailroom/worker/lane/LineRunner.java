package io.mailroom.worker.lane;

import io.mailroom.model.id.ConnectionId;
import io.mailroom.model.result.ResultCode;
import io.mailroom.worker.lane.Line.Next;
import io.mailroom.worker.lane.Line.Waiting;
import io.mailroom.worker.park.Parked;
import io.mailroom.worker.time.Timers;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Executor;
import java.util.function.LongSupplier;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Gives a line a thread while it has something to do, and has it do one thing after the other. */
final class LineRunner<T> {
    private static final Logger LOG = Logger.getLogger(LineRunner.class);
    private static final Duration AFTER_A_FAILURE = Duration.ofSeconds(1);

    private final LineBook<T> book;
    private final Executor executor;
    private final Timers timers;
    private final LineWork<T> work;
    private final LongSupplier readBelow;

    LineRunner(LineBook<T> book, Executor executor, Timers timers, LineWork<T> work, LongSupplier readBelow) {
        this.book = book;
        this.executor = executor;
        this.timers = timers;
        this.work = work;
        this.readBelow = readBelow;
    }

    /** Gives the line a thread if there is something to do and it has none. */
    void turn(ConnectionId connection) {
        synchronized (book) {
            Line<T> line = book.lines.get(connection);
            if (line == null || line.busy || book.closed) {
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
        synchronized (book) {
            line = book.line(connection);
            if (book.closed) {
                return false;
            }
            next = line.next(timers.now(), readBelow.getAsLong());
            wakes = line.wakes;
            if (next instanceof Next.Behind<T>(long place, var until)) {
                book.behind.put(place, connection);
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
    private boolean triedAgain(Line<T> line, Next<T> next) {
        synchronized (book) {
            if (next instanceof Next.Run<T>(long place, var command)) {
                line.here(place, command);
            }
            line.hold(timers.now().plus(AFTER_A_FAILURE), ResultCode.INTERNAL_ERROR);
        }
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
                    synchronized (book) {
                        line.remove(was.offset());
                    }
                }
                yield true;
            }
            case After.Waits(var parked, var holdUntil, var store) -> {
                synchronized (book) {
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
        synchronized (book) {
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
            book.lines.remove(connection);
        } else if (until != null) {
            line.alarm = timers.at(until, () -> turn(connection));
        }
    }
}
