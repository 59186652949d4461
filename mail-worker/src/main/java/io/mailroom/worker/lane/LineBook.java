package io.mailroom.worker.lane;

import io.mailroom.model.id.ConnectionId;
import io.mailroom.worker.journal.JournalKey;
import io.mailroom.worker.lane.LineKey.Kind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** All lines of a partition. Whoever looks into it holds its lock. */
final class LineBook<T> {
    /** Bound: mailboxes of which something waits or runs; an empty line is taken away when it comes to rest. */
    final Map<LineKey, Line<T>> lines = new HashMap<>();
    /**
     * Lines whose first command must wait for older records that have not come in yet, by its place.
     * Bound: what a former owner parked; passed places are taken away as records come in.
     */
    final NavigableMap<Long, LineKey> behind = new TreeMap<>();

    boolean closed;

    Line<T> line(LineKey key) {
        return lines.computeIfAbsent(key, _ -> new Line<>());
    }

    /** Both lines of a connection, sends first. */
    static Stream<LineKey> both(ConnectionId connection) {
        return Stream.of(new LineKey(connection, Kind.SENDS), new LineKey(connection, Kind.SYNCS));
    }

    /** Where a command belongs: beside one of the same source and id if there is one, so that they never run at once. */
    LineKey belongs(LineKey byType, JournalKey command) {
        Line<T> other = lines.get(byType.other());
        return other != null && other.knows(command) ? byType.other() : byType;
    }

    /** Where a record stands; nothing if in no line. */
    @Nullable
    LineKey holding(ConnectionId connection, long place) {
        return both(connection)
                .filter(key -> lines.containsKey(key) && line(key).places.holds(place))
                .findFirst()
                .orElse(null);
    }

    /** What was left when the lines were closed. */
    record Left<T>(List<T> commands, List<Visitor> visitors) {}

    Left<T> close() {
        closed = true;
        var left = new Left<T>(new ArrayList<>(), new ArrayList<>());
        lines.values().forEach(line -> {
            if (line.alarm != null) {
                line.alarm.cancel();
            }
            line.leaveRoom();
            left.commands().addAll(line.places.commandsInMemory());
            line.guests.forEach(guest -> left.visitors().add(guest.visitor()));
        });
        lines.clear();
        behind.clear();
        return left;
    }
}
