package io.mailroom.worker.queue;

import io.mailroom.model.result.ResultCode;
import io.mailroom.worker.park.Parked;
import io.mailroom.worker.queue.MailboxQueue.Next;
import io.mailroom.worker.time.Timers;
import java.time.Duration;
import java.time.Instant;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Gives a queue a thread while it has something to do, and has it do one thing after the other. */
final class QueueRunner<T> {
    private static final Logger LOG = Logger.getLogger(QueueRunner.class);

    private final QueueTable<T> table;
    private final MailboxQueues.Ground ground;
    private final Timers timers;
    private final QueueWork<T> work;
    private final Memory<T> memory;
    private final MailboxQueues.Owned partition;
    private final Duration slowAfter;

    QueueRunner(
            QueueTable<T> table,
            MailboxQueues.Ground ground,
            QueueWork<T> work,
            Memory<T> memory,
            MailboxQueues.Owned partition,
            Duration slowAfter) {
        this.table = table;
        this.ground = ground;
        this.timers = ground.timers();
        this.work = work;
        this.memory = memory;
        this.partition = partition;
        this.slowAfter = slowAfter;
    }

    /** Gives the queue a thread if there is something to do and it has none. */
    void turn(QueueKey key) {
        synchronized (table) {
            MailboxQueue<T> queue = table.queues.get(key);
            if (queue == null || queue.busy || table.closed) {
                return;
            }
            queue.busy = true;
        }
        ground.threads().execute(() -> watched(() -> work(key)));
    }

    /** A queue that dies must not die in silence. */
    private void watched(Runnable task) {
        try {
            task.run();
        } catch (Throwable e) {
            ground.onFailure().accept(e);
        }
    }

    void visit(QueueKey key, MailboxQueue.Guest guest) {
        boolean closed;
        synchronized (table) {
            closed = table.closed;
            if (!closed) {
                table.queue(key).guests.add(guest);
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
        MailboxQueue<T> queue;
        Next<T> next;
        int wakes;
        synchronized (table) {
            queue = table.queues.get(key);
            if (queue == null || table.closed) {
                return false;
            }
            next = next(key, queue);
            wakes = queue.wakes;
            switch (next) {
                case Next.Behind<T>(long place, var until) -> {
                    table.behind.put(place, key);
                    rest(key, queue, until);
                    return false;
                }
                case Next.Rest<T>(var until) -> {
                    rest(key, queue, until);
                    return false;
                }
                case Next.Run<T>(long place, var _, var same) -> {
                    queue.places.remove(place);
                    queue.running = same;
                }
                case Next.Visit<T> _, Next.Fetch<T> _, Next.Park<T> _ -> {}
            }
        }
        try {
            return perform(key, queue, wakes, next);
        } catch (RuntimeException e) {
            LOG.errorf(e, "a queue failed and is tried again connection=%s queue=%s", key.connection(), key.kind());
            return triedAgain(queue, next);
        }
    }

    /** While a queue waits for room, nothing of it is in memory. */
    private Next<T> next(QueueKey key, MailboxQueue<T> queue) {
        Instant now = timers.now();
        Next<T> next = queue.next(now, partition.readBelow());
        if (!(next instanceof Next.Fetch<T>(var away))) {
            if (next instanceof Next.Rest<T> || next instanceof Next.Behind<T>) {
                queue.leaveRoom();
            }
            return next;
        }
        // On a thread of its own, since whoever gives room back may hold the lock of other queues.
        Room room = queue.room(away, memory, () -> ground.threads().execute(() -> watched(() -> turn(key))));
        if (room.granted()) {
            return next;
        }
        var here = queue.places.inMemory();
        return here.isEmpty() ? new Next.Rest<>(queue.nextTime(now)) : new Next.Park<>(here, now, ResultCode.QUEUED);
    }

    /** Nothing is lost by a failure that nobody foresaw: what failed keeps its place, unless the queues are closed. */
    private boolean triedAgain(MailboxQueue<T> queue, Next<T> next) {
        synchronized (table) {
            if (next instanceof Next.Visit<T>) {
                queue.guestsPause.failed(timers.now());
                return true;
            }
            queue.failed(timers.now());
            if (!(next instanceof Next.Run<T>(long place, var command, var key))) {
                return true;
            }
            queue.running = null;
            if (!table.closed) {
                queue.places.here(place, command, key);
                return true;
            }
        }
        memory.room(((Next.Run<T>) next).command()).giveBack();
        return false;
    }

    private boolean perform(QueueKey key, MailboxQueue<T> queue, int wakes, Next<T> next) {
        return switch (next) {
            case Next.Visit<T>(var guest) -> visited(key, queue, guest);
            case Next.Run<T> run -> after(queue, wakes, ran(queue, run), null, memory.weight(run.command()));
            case Next.Fetch<T>(var away) -> after(queue, wakes, ran(queue, away), away, away.weight());
            case Next.Park<T>(var places, var until, var reason) -> {
                places.forEach(place -> park(queue, place, until, reason));
                yield true;
            }
            case Next.Rest<T> _, Next.Behind<T> _ -> throw new IllegalStateException("handled above");
        };
    }

    private TurnResult ran(MailboxQueue<T> queue, Next.Run<T> run) {
        try (var _ = watch(queue, memory.room(run.command()))) {
            return work.run(run.command());
        }
    }

    private TurnResult ran(MailboxQueue<T> queue, Queued.Away<T> away) {
        Room room;
        synchronized (table) {
            room = queue.takeRoom();
        }
        try (var _ = watch(queue, room)) {
            return work.run(away.stub(), away.storedAt(), room);
        } catch (RuntimeException e) {
            room.giveBack();
            throw e;
        }
    }

    private TurnWatch<T> watch(MailboxQueue<T> queue, Room room) {
        return new TurnWatch<>(
                table,
                queue,
                room,
                slow -> timers.at(timers.now().plus(slowAfter), () -> watched(slow)),
                places -> places.forEach(place -> park(queue, place, timers.now(), ResultCode.QUEUED)));
    }

    private boolean visited(QueueKey key, MailboxQueue<T> queue, MailboxQueue.Guest guest) {
        Visitor.Visited visited = guest.visitor().visit(key, guest.last());
        synchronized (table) {
            queue.guests.remove(guest);
            queue.guestsPause.over();
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
            MailboxQueue<T> queue, int wakesBefore, TurnResult after, Queued.@Nullable Away<T> was, long weight) {
        synchronized (table) {
            queue.pause.over();
        }
        return switch (after) {
            case TurnResult.Ended _ -> {
                synchronized (table) {
                    if (was != null) {
                        queue.places.remove(was.stub().place());
                    }
                    queue.running = null;
                }
                yield true;
            }
            case TurnResult.Waits(var parked, var holdUntil, var store) -> {
                synchronized (table) {
                    queue.places.away(Queued.Away.onItsWay(parked, weight));
                    queue.running = null;
                    // Who was woken while it worked must not sleep over what woke it.
                    if (holdUntil != null && queue.wakes == wakesBefore) {
                        queue.hold(holdUntil, parked.reason());
                    }
                }
                store.run();
                yield true;
            }
            case TurnResult.Stays(var stub, var holdUntil, var reason) -> {
                synchronized (table) {
                    queue.places.away(java.util.Objects.requireNonNull(was, "it was read from Kafka")
                            .staying(stub));
                    if (queue.wakes == wakesBefore) {
                        queue.hold(holdUntil, reason);
                    }
                }
                yield true;
            }
            case TurnResult.GivenUp _ -> givenUp();
        };
    }

    /** Right if the partition goes away; otherwise the queue would stand still for ever. */
    private boolean givenUp() {
        if (partition.mayBegin()) {
            ground.onFailure().accept(new IllegalStateException("a queue was given up while its partition is owned"));
        }
        return false;
    }

    private void park(MailboxQueue<T> queue, long place, Instant until, ResultCode reason) {
        Parked parked;
        T command;
        synchronized (table) {
            if (table.closed || !(queue.places.find(place) instanceof Queued.Here<T>(var here, var _))) {
                return;
            }
            command = here;
            parked = work.parked(command, until, reason);
            queue.places.away(Queued.Away.onItsWay(parked, memory.weight(command)));
        }
        work.park(command, parked);
    }

    private void rest(QueueKey key, MailboxQueue<T> queue, @Nullable Instant until) {
        queue.busy = false;
        if (queue.alarm != null) {
            queue.alarm.cancel();
            queue.alarm = null;
        }
        if (queue.empty()) {
            table.queues.remove(key);
        } else if (until != null) {
            queue.alarm = timers.at(until, () -> watched(() -> turn(key)));
        }
    }
}
