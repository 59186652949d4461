package io.mailroom.worker.queue;

import io.mailroom.model.id.ConnectionId;
import io.mailroom.worker.journal.JournalKey;
import io.mailroom.worker.queue.QueueKey.Kind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** All queues of a partition. Whoever looks into it holds its lock. */
final class QueueTable<T> {
    /** Bound: mailboxes of which something waits or runs; an empty queue is taken away when it comes to rest. */
    final Map<QueueKey, MailboxQueue<T>> queues = new HashMap<>();
    /**
     * MailboxQueues whose first command must wait for older records that have not come in yet, by its place.
     * Bound: what a former owner parked; passed places are taken away as records come in.
     */
    final NavigableMap<Long, QueueKey> behind = new TreeMap<>();

    boolean closed;

    MailboxQueue<T> queue(QueueKey key) {
        return queues.computeIfAbsent(key, _ -> new MailboxQueue<>());
    }

    /** Both queues of a connection, sends first. */
    static Stream<QueueKey> both(ConnectionId connection) {
        return Stream.of(new QueueKey(connection, Kind.SENDS), new QueueKey(connection, Kind.SYNCS));
    }

    /** Where a command belongs: beside one of the same source and id if there is one, so that they never run at once. */
    QueueKey belongs(QueueKey byType, JournalKey command) {
        MailboxQueue<T> other = queues.get(byType.other());
        return other != null && other.knows(command) ? byType.other() : byType;
    }

    /** Where a record stands; nothing if in no queue. */
    @Nullable
    QueueKey holding(ConnectionId connection, long place) {
        return both(connection)
                .filter(key -> queues.containsKey(key) && queue(key).places.holds(place))
                .findFirst()
                .orElse(null);
    }

    /** What was left when the queues were closed. */
    record Left<T>(List<T> commands, List<QueueTask> tasks) {}

    Left<T> close() {
        closed = true;
        var left = new Left<T>(new ArrayList<>(), new ArrayList<>());
        queues.values().forEach(queue -> {
            if (queue.alarm != null) {
                queue.alarm.cancel();
            }
            queue.leaveRoom();
            left.commands().addAll(queue.places.commandsInMemory());
            queue.tasks.forEach(pending -> left.tasks().add(pending.task()));
        });
        queues.clear();
        behind.clear();
        return left;
    }
}
