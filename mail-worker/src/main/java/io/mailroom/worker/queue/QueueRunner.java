package io.mailroom.worker.queue;

import static java.util.Objects.requireNonNull;

import io.mailroom.model.result.ResultCode;
import io.mailroom.worker.park.Parked;
import io.mailroom.worker.queue.MailboxQueue.Next;
import java.time.Duration;
import java.time.Instant;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Gives a queue a thread while it has something to do, and has it do one thing after the other. */
record QueueRunner<T>(
        QueueTable<T> table,
        MailboxQueues.Ground ground,
        QueueWork<T> work,
        Memory<T> memory,
        MailboxQueues.Owned partition,
        Duration slowAfter) {
    private static final Logger LOG = Logger.getLogger(QueueRunner.class);

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

    void add(QueueKey key, MailboxQueue.PendingTask pending) {
        boolean closed;
        synchronized (table) {
            closed = table.closed;
            if (!closed) {
                table.queue(key).tasks.add(pending);
            }
        }
        if (closed) {
            pending.task().dropped();
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
                case Next.Task<T> _, Next.Fetch<T> _, Next.Park<T> _ -> {}
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
        Instant now = ground.timers().now();
        Next<T> next = queue.next(now, partition.readBelow());
        if (!(next instanceof Next.Fetch<T>(var inKafka))) {
            if (next instanceof Next.Rest<T> || next instanceof Next.Behind<T>) {
                queue.leaveRoom();
            }
            return next;
        }
        // On a thread of its own, since whoever gives room back may hold the lock of other queues.
        Room room = queue.room(inKafka, memory, () -> ground.threads().execute(() -> watched(() -> turn(key))));
        if (room.granted()) {
            return next;
        }
        var here = queue.places.inMemory();
        return here.isEmpty() ? new Next.Rest<>(queue.nextTime(now)) : new Next.Park<>(here, now, ResultCode.QUEUED);
    }

    /** Nothing is lost by a failure that nobody foresaw: what failed keeps its place, unless the queues are closed. */
    private boolean triedAgain(MailboxQueue<T> queue, Next<T> next) {
        synchronized (table) {
            if (next instanceof Next.Task<T>) {
                queue.tasksPause.failed(ground.timers().now());
                return true;
            }
            queue.failed(ground.timers().now());
            if (!(next instanceof Next.Run<T>(long place, var command, var key))) {
                return true;
            }
            queue.running = null;
            if (!table.closed) {
                queue.places.addInMemory(place, command, key);
                return true;
            }
        }
        memory.room(((Next.Run<T>) next).command()).giveBack();
        return false;
    }

    private boolean perform(QueueKey key, MailboxQueue<T> queue, int wakes, Next<T> next) {
        return switch (next) {
            case Next.Task<T>(var pending) -> ran(key, queue, pending);
            case Next.Run<T> run -> after(queue, wakes, ran(queue, run), null, memory.weight(run.command()));
            case Next.Fetch<T>(var inKafka) -> after(queue, wakes, ran(queue, inKafka), inKafka, inKafka.weight());
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

    private TurnResult ran(MailboxQueue<T> queue, WaitingCommand.InKafka<T> inKafka) {
        Room room;
        synchronized (table) {
            room = queue.takeRoom();
        }
        try (var _ = watch(queue, room)) {
            return work.run(inKafka.stub(), inKafka.storedAt(), room);
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
                slow -> ground.timers().at(ground.timers().now().plus(slowAfter), () -> watched(slow)),
                places -> places.forEach(
                        place -> park(queue, place, ground.timers().now(), ResultCode.QUEUED)));
    }

    private boolean ran(QueueKey key, MailboxQueue<T> queue, MailboxQueue.PendingTask pending) {
        QueueTask.TaskResult result = pending.task().run(key, pending.last());
        synchronized (table) {
            queue.tasks.remove(pending);
            queue.tasksPause.over();
        }
        return switch (result) {
            case DONE -> true;
            case ELSEWHERE -> {
                if (!pending.last()) {
                    add(key.other(), new MailboxQueue.PendingTask(pending.task(), true));
                }
                yield true;
            }
            case GIVEN_UP -> givenUp();
        };
    }

    /** @param was what stands in Kafka for the command */
    private boolean after(
            MailboxQueue<T> queue,
            int wakesBefore,
            TurnResult after,
            WaitingCommand.@Nullable InKafka<T> was,
            long weight) {
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
                    queue.places.addInKafka(WaitingCommand.InKafka.onItsWay(parked, weight));
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
                    queue.places.addInKafka(WaitingCommand.InKafka.at(
                            stub, requireNonNull(was, "it was read from Kafka").storedAt(), weight));
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
            if (table.closed || !(queue.places.find(place) instanceof WaitingCommand.InMemory<T>(var here, var _))) {
                return;
            }
            command = here;
            parked = work.parked(command, until, reason);
            queue.places.addInKafka(WaitingCommand.InKafka.onItsWay(parked, memory.weight(command)));
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
            queue.alarm = ground.timers().at(until, () -> watched(() -> turn(key)));
        }
    }
}
