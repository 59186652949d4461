package io.mailroom.worker.queue;

import io.mailroom.model.id.ConnectionId;
import io.mailroom.model.result.ResultCode;
import io.mailroom.worker.journal.JournalKey;
import io.mailroom.worker.park.Parked;
import io.mailroom.worker.park.ParkedStub;
import io.mailroom.worker.park.Stored;
import io.mailroom.worker.queue.QueueKey.Kind;
import io.mailroom.worker.time.Timers;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * The queues of one partition. A mailbox has a queue of its sends and a queue of its syncs; within a queue one command at a
 * time, in the order of their offsets; queues side by side, each on a virtual thread while it has something to do.
 *
 * <p>Promises: a queue keeps at most so many commands in memory behind its first, and none once that is slow or waits for
 * room: the others wait in Kafka; a queue that waits has no thread; what is in Kafka takes its turn before whatever came
 * after it; two commands with the same source and id never run side by side; no queue ends in silence.
 *
 * @param <T> a command in memory
 */
public final class MailboxQueues<T> {
    /** What queues run on, and who hears of what they cannot mend: then nothing here can be relied on any more. */
    public record Ground(Executor threads, Timers timers, Consumer<Throwable> onFailure) {}

    /**
     * @param depth how many commands of a queue may wait in memory behind the one whose turn it is
     * @param slowAfter a turn of this length is slow
     */
    public record Bounds(int depth, Duration slowAfter) {}

    /** The partition whose queues these are. */
    public interface Owned {
        /** All records below this place have come in; who has called {@link #cameIn} calls it again. */
        long readBelow();

        /** Whether commands may be begun, which ends before the partition is given away. */
        boolean mayBegin();
    }

    private final QueueTable<T> table = new QueueTable<>();
    private final QueueRunner<T> runner;
    private final Timers timers;
    private final QueueWork<T> work;
    private final Memory<T> memory;
    private final Owned partition;
    private final int depth;

    public MailboxQueues(Ground ground, QueueWork<T> work, Memory<T> memory, Owned partition, Bounds bounds) {
        this.runner = new QueueRunner<>(table, ground, work, memory, partition, bounds.slowAfter());
        this.timers = ground.timers();
        this.work = work;
        this.memory = memory;
        this.partition = partition;
        this.depth = bounds.depth();
    }

    /** Takes over what a former owner parked; {@link #open} begins it. */
    public void load(Stored stored) {
        ParkedStub stub = stored.stub();
        synchronized (table) {
            MailboxQueue<T> queue =
                    table.queue(table.belongs(new QueueKey(stored.connection(), Kind.of(stored.type())), stub.key()));
            queue.places.addInKafka(WaitingCommand.InKafka.at(stub, stored.storedAt(), stored.weight()));
            if (stub.kind() == Parked.Kind.IN_LINE) {
                queue.hold(stub.due(), stored.reason());
            }
        }
    }

    private QueueKey place(Parked parked) {
        return table.belongs(new QueueKey(parked.connection(), Kind.of(parked.type())), parked.key());
    }

    /** Begins what was loaded. */
    public void open() {
        List<QueueKey> loaded;
        synchronized (table) {
            loaded = List.copyOf(table.queues.keySet());
        }
        loaded.forEach(runner::turn);
    }

    /** More records have come in. */
    public void cameIn() {
        List<QueueKey> ahead;
        synchronized (table) {
            var passed = table.behind.headMap(partition.readBelow(), false);
            ahead = List.copyOf(passed.values());
            passed.clear();
        }
        ahead.forEach(runner::turn);
    }

    /**
     * What comes after the queues were closed gives its room back, as what stood in them did.
     *
     * @return false if this very record stands in the queue already
     */
    public boolean add(ConnectionId connection, long place, T command) {
        QueueKey key;
        Parked spilled = null;
        synchronized (table) {
            if (table.closed) {
                memory.room(command).giveBack();
                return true;
            }
            if (table.holding(connection, place) != null) {
                return false;
            }
            JournalKey same = work.key(command);
            key = table.belongs(new QueueKey(connection, Kind.of(work.type(command))), same);
            MailboxQueue<T> queue = table.queue(key);
            if (staysInMemory(queue, command)) {
                queue.places.addInMemory(place, command, same);
            } else {
                spilled = work.parked(command, timers.now(), ResultCode.QUEUED);
                queue.places.addInKafka(WaitingCommand.InKafka.onItsWay(spilled, memory.weight(command)));
            }
        }
        if (spilled != null) {
            work.park(command, spilled);
        }
        runner.turn(key);
        return true;
    }

    private boolean staysInMemory(MailboxQueue<T> queue, T command) {
        return queue.behindTheFirst() < depth && !queue.stuck() && memory.keeps(command, queue.nothingBefore());
    }

    /** A command that waits for a time of its own from the start. */
    public void schedule(T command, Parked parked) {
        synchronized (table) {
            table.queue(place(parked))
                    .places
                    .addInKafka(WaitingCommand.InKafka.onItsWay(parked, memory.weight(command)));
        }
        work.park(command, parked);
    }

    /** Has something done about a command, between two turns of the queue that it stands in if it stands in any. */
    public void runBetweenTurns(ConnectionId connection, JournalKey about, QueueTask task) {
        QueueKey first;
        synchronized (table) {
            first = table.belongs(new QueueKey(connection, Kind.SENDS), about);
        }
        runner.add(first, new MailboxQueue.PendingTask(task, false));
    }

    /** What a park wrote is committed. */
    public void stored(ConnectionId connection, long place, long storedAt) {
        QueueKey key;
        synchronized (table) {
            key = table.holding(connection, place);
            if (key != null) {
                table.queue(key).places.stored(place, storedAt);
            }
        }
        if (key != null) {
            runner.turn(key);
        }
    }

    /** Whatever a mailbox waits for outside of its own commands may be there now. */
    public void wake(ConnectionId connection) {
        synchronized (table) {
            QueueTable.both(connection)
                    .filter(table.queues::containsKey)
                    .forEach(key -> table.queue(key).letGo());
        }
        QueueTable.both(connection).forEach(runner::turn);
    }

    /** The place of a command that waits, in memory or in Kafka. For tasks between turns. */
    public OptionalLong place(QueueKey queue, Predicate<T> ofCommand, Predicate<ParkedStub> ofParked) {
        synchronized (table) {
            return table.queue(queue).places.place(ofCommand, ofParked);
        }
    }

    /** Whether a command that waits is on its way to Kafka. For tasks between turns. */
    public boolean beingStored(QueueKey queue, long place) {
        synchronized (table) {
            return table.queue(queue).places.find(place) instanceof WaitingCommand.InKafka<T> inKafka
                    && !inKafka.stored();
        }
    }

    /** Whether such a command waits for a time of its own. */
    public boolean scheduled(ConnectionId connection, Predicate<ParkedStub> like) {
        synchronized (table) {
            return QueueTable.both(connection)
                    .filter(table.queues::containsKey)
                    .anyMatch(key -> table.queue(key).places.timedLike(like));
        }
    }

    /** A command that waits; it stays where it is. For tasks between turns. */
    public Optional<WaitingCommand<T>> find(QueueKey queue, long place) {
        synchronized (table) {
            return Optional.ofNullable(table.queue(queue).places.find(place));
        }
    }

    /**
     * Takes a command out of the queue in which it stands: whoever did so ends it.
     *
     * @return false if it stood in none
     */
    public boolean leave(ConnectionId connection, long place) {
        synchronized (table) {
            QueueKey key = table.holding(connection, place);
            return key != null && table.queue(key).places.remove(place) != null;
        }
    }

    /** Something that stood in the way of a mailbox is gone. */
    public void look(ConnectionId connection) {
        QueueTable.both(connection).forEach(runner::turn);
    }

    /** Puts back into the queue what has its result but leaves something to be done. For tasks between turns. */
    public void keep(QueueKey queue, Parked parked, long storedAt, long weight) {
        synchronized (table) {
            table.queue(queue).places.addInKafka(WaitingCommand.InKafka.at(parked.stub(), storedAt, weight));
        }
    }

    /** How many commands wait in Kafka. */
    public int parked() {
        synchronized (table) {
            return table.queues.values().stream()
                    .mapToInt(queue -> queue.places.parked())
                    .sum();
        }
    }

    /** How many there are. */
    int count() {
        synchronized (table) {
            return table.queues.size();
        }
    }

    /** Begins nothing more. @return what waited in memory */
    public List<T> close() {
        QueueTable.Left<T> left;
        synchronized (table) {
            left = table.close();
        }
        left.tasks().forEach(QueueTask::dropped);
        return left.commands();
    }
}
