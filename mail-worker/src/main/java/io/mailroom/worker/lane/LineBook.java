package io.mailroom.worker.lane;

import io.mailroom.model.id.ConnectionId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/** All lines of a partition. Whoever looks into it holds its lock. */
final class LineBook<T> {
    final Map<ConnectionId, Line<T>> lines = new HashMap<>();
    /** Lines whose first command must wait for older records that have not come in yet, by its place. */
    final NavigableMap<Long, ConnectionId> behind = new TreeMap<>();

    boolean closed;

    Line<T> line(ConnectionId connection) {
        return lines.computeIfAbsent(connection, _ -> new Line<>());
    }

    /** @return what waited in memory */
    List<T> close() {
        closed = true;
        var left = new ArrayList<T>();
        lines.values().forEach(line -> {
            if (line.alarm != null) {
                line.alarm.cancel();
            }
            line.waiting.values().forEach(each -> {
                if (each instanceof Line.Waiting.Here<T>(var command)) {
                    left.add(command);
                }
            });
        });
        lines.clear();
        return left;
    }
}
