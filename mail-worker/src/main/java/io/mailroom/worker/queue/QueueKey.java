package io.mailroom.worker.queue;

import io.mailroom.model.command.SyncMail;
import io.mailroom.model.id.ConnectionId;

/** Names a line: one connection has a line of its sends and a line of its syncs, and neither waits for the other. */
public record QueueKey(ConnectionId connection, Kind kind) {
    /** What stands in a line. */
    public enum Kind {
        SENDS,
        SYNCS;

        /** @param type the CloudEvents type of a command */
        static Kind of(String type) {
            return type.equals(SyncMail.TYPE) ? SYNCS : SENDS;
        }
    }

    /** The other line of the connection. */
    QueueKey other() {
        return new QueueKey(connection, kind == Kind.SENDS ? Kind.SYNCS : Kind.SENDS);
    }
}
