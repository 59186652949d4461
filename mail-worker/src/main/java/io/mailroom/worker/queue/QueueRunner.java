package io.mailroom.worker.queue;

import io.mailroom.model.result.ResultCode;
import io.mailroom.worker.park.Parked;
import io.mailroom.worker.queue.MailboxQueue.Next;
import io.mailroom.worker.time.Timers;
import java.time.Duration;
import java.time.Instant;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Gives a line a thread while it has something to do, and has it do one thing after the other. */
final class QueueRunner<T> {
    private static final Logger LOG = Logger.getLogger(QueueRunner.class);

    private final QueueTable<T> book;
    private final MailboxQueues.Ground ground;
    private final Timers timers;
    private final QueueWork<T> work;
    private final Memory<T> memory;
    private final MailboxQueues.Owned partition;
    private final Duration slowAfter;

    QueueRunner(
            QueueTable<T> book,
            MailboxQueues.Ground ground,
            QueueWork<T> work,
            Memory<T> memory,
            MailboxQueues.Owned partition,
            Duration slowAfter) {
        this.book = book;
        this.ground = ground;
        this.timers = ground.timers();
        this.work = work;
        this.memory = memory;
        this.partition = partition;
        this.slowAfter = slowAfter;
    }

    /** Gives the line a thread if there is something to do and it has none. */
    void turn(QueueKey key) {
        synchronized (book) {
            MailboxQueue<T> line = book.lines.get(key);
            if (line == null || line.busy || book.closed) {
                return;
            }
            line.busy = true;
        }
        ground.threads().execute(() -> watched(() -> work(key)));
    }

    /** A line that dies must not die in silence. */
    private void watched(Runnable task) {
        try {
            task.run();
        } catch (Throwable e) {
            ground.onFailure().accept(e);
        }
    }

    void visit(QueueKey key, MailboxQueue.Guest guest) {
        boolean closed;
        synchronized (book) {
            closed = book.closed;
            if (!closed) {
                book.line(key).guests.add(guest);
            }
        }
        if (closed) {
            guest.visitor().dropped();
        } else {
            turn(key);
        }
    }

    private void work(QueueKey key) {
        boolean more = true;
        while (more) {
            more = step(key);
        }
    }

    private boolean step(QueueKey key) {
        MailboxQueue<T> line;
        Next<T> next;
        int wakes;
        synchronized (book) {
            line = book.lines.get(key);
            if (line == null || book.closed) {
                return false;
            }
            next = next(key, line);
            wakes = line.wakes;
            switch (next) {
                case Next.Behind<T>(long place, var until) -> {
                    book.behind.put(place, key);
                    rest(key, line, until);
                    return false;
                }
                case Next.Rest<T>(var until) -> {
                    rest(key, line, until);
                    return false;
                }
                case Next.Run<T>(long place, var _, var same) -> {
                    line.places.remove(place);
                    line.running = same;
                }
                case Next.Visit<T> _, Next.Fetch<T> _, Next.Park<T> _ -> {}
            }
        }
        try {
            return carriedOut(key, line, wakes, next);
        } catch (RuntimeException e) {
            LOG.errorf(e, "a line failed and is tried again connection=%s line=%s", key.connection(), key.kind());
            return triedAgain(line, next);
        }
    }

    /** While a line waits for room, nothing of it is in memory. */
    private Next<T> next(QueueKey key, MailboxQueue<T> line) {
        Instant now = timers.now();
        Next<T> next = line.next(now, partition.readBelow());
        if (!(next instanceof Next.Fetch<T>(var away))) {
            if (next instanceof Next.Rest<T> || next instanceof Next.Behind<T>) {
                line.leaveRoom();
            }
            return next;
        }
        // On a thread of its own, since whoever gives room back may hold the lock of other lines.
        Room room = line.room(away, memory, () -> ground.threads().execute(() -> watched(() -> turn(key))));
        if (room.granted()) {
            return next;
        }
        var here = line.places.inMemory();
        return here.isEmpty() ? new Next.Rest<>(line.nextTime(now)) : new Next.Park<>(here, now, ResultCode.QUEUED);
    }

    /** Nothing is lost by a failure that nobody foresaw: what failed keeps its place, unless the lines are closed. */
    private boolean triedAgain(MailboxQueue<T> line, Next<T> next) {
        synchronized (book) {
            if (next instanceof Next.Visit<T>) {
                line.guestsPause.failed(timers.now());
                return true;
            }
            line.failed(timers.now());
            if (!(next instanceof Next.Run<T>(long place, var command, var key))) {
                return true;
            }
            line.running = null;
            if (!book.closed) {
                line.places.here(place, command, key);
                return true;
            }
        }
        memory.room(((Next.Run<T>) next).command()).giveBack();
        return false;
    }

    private boolean carriedOut(QueueKey key, MailboxQueue<T> line, int wakes, Next<T> next) {
        return switch (next) {
            case Next.Visit<T>(var guest) -> visited(key, line, guest);
            case Next.Run<T> run -> after(line, wakes, ran(line, run), null, memory.weight(run.command()));
            case Next.Fetch<T>(var away) -> after(line, wakes, ran(line, away), away, away.weight());
            case Next.Park<T>(var places, var until, var reason) -> {
                places.forEach(place -> park(line, place, until, reason));
                yield true;
            }
            case Next.Rest<T> _, Next.Behind<T> _ -> throw new IllegalStateException("handled above");
        };
    }

    private TurnResult ran(MailboxQueue<T> line, Next.Run<T> run) {
        try (var _ = watch(line, memory.room(run.command()))) {
            return work.run(run.command());
        }
    }

    private TurnResult ran(MailboxQueue<T> line, Queued.Away<T> away) {
        Room room;
        synchronized (book) {
            room = line.takeRoom();
        }
        try (var _ = watch(line, room)) {
            return work.run(away.stub(), away.storedAt(), room);
        } catch (RuntimeException e) {
            room.giveBack();
            throw e;
        }
    }

    private TurnWatch<T> watch(MailboxQueue<T> line, Room room) {
        return new TurnWatch<>(
                book,
                line,
                room,
                slow -> timers.at(timers.now().plus(slowAfter), () -> watched(slow)),
                places -> places.forEach(place -> park(line, place, timers.now(), ResultCode.QUEUED)));
    }

    private boolean visited(QueueKey key, MailboxQueue<T> line, MailboxQueue.Guest guest) {
        Visitor.Visited visited = guest.visitor().visit(key, guest.last());
        synchronized (book) {
            line.guests.remove(guest);
            line.guestsPause.over();
        }
        return switch (visited) {
            case DONE -> true;
            case ELSEWHERE -> {
                if (!guest.last()) {
                    visit(key.other(), new MailboxQueue.Guest(guest.visitor(), true));
                }
                yield true;
            }
            case GIVEN_UP -> givenUp();
        };
    }

    /** @param was what stands in Kafka for the command */
    private boolean after(
            MailboxQueue<T> line, int wakesBefore, TurnResult after, Queued.@Nullable Away<T> was, long weight) {
        synchronized (book) {
            line.pause.over();
        }
        return switch (after) {
            case TurnResult.Ended _ -> {
                synchronized (book) {
                    if (was != null) {
                        line.places.remove(was.stub().place());
                    }
                    line.running = null;
                }
                yield true;
            }
            case TurnResult.Waits(var parked, var holdUntil, var store) -> {
                synchronized (book) {
                    line.places.away(Queued.Away.onItsWay(parked, weight));
                    line.running = null;
                    // Who was woken while it worked must not sleep over what woke it.
                    if (holdUntil != null && line.wakes == wakesBefore) {
                        line.hold(holdUntil, parked.reason());
                    }
                }
                store.run();
                yield true;
            }
            case TurnResult.Stays(var stub, var holdUntil, var reason) -> {
                synchronized (book) {
                    line.places.away(java.util.Objects.requireNonNull(was, "it was read from Kafka")
                            .staying(stub));
                    if (line.wakes == wakesBefore) {
                        line.hold(holdUntil, reason);
                    }
                }
                yield true;
            }
            case TurnResult.GivenUp _ -> givenUp();
        };
    }

    /** Right if the partition goes away; otherwise the line would stand still for ever. */
    private boolean givenUp() {
        if (partition.mayBegin()) {
            ground.onFailure().accept(new IllegalStateException("a line was given up while its partition is owned"));
        }
        return false;
    }

    private void park(MailboxQueue<T> line, long place, Instant until, ResultCode reason) {
        Parked parked;
        T command;
        synchronized (book) {
            if (book.closed || !(line.places.find(place) instanceof Queued.Here<T>(var here, var _))) {
                return;
            }
            command = here;
            parked = work.parked(command, until, reason);
            line.places.away(Queued.Away.onItsWay(parked, memory.weight(command)));
        }
        work.park(command, parked);
    }

    private void rest(QueueKey key, MailboxQueue<T> line, @Nullable Instant until) {
        line.busy = false;
        if (line.alarm != null) {
            line.alarm.cancel();
            line.alarm = null;
        }
        if (line.empty()) {
            book.lines.remove(key);
        } else if (until != null) {
            line.alarm = timers.at(until, () -> watched(() -> turn(key)));
        }
    }
}
