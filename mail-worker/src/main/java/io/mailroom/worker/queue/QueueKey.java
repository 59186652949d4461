package io.mailroom.worker.queue;

import io.mailroom.model.command.CommandType;
import io.mailroom.model.id.ConnectionId;

/** Names a queue: one connection has a queue of its sends and a queue of its syncs, and neither waits for the other. */
public record QueueKey(ConnectionId connection, Kind kind) {
    /** What stands in a queue. */
    public enum Kind {
        SENDS,
        SYNCS;

        /** @param type the CloudEvents type of a command */
        static Kind of(String type) {
            return CommandType.of(type).map(Kind::of).orElse(SENDS);
        }

        private static Kind of(CommandType type) {
            return switch (type) {
                case SYNC -> SYNCS;
                // A cancel stands in none; it is done between two turns of its target's.
                case SEND, CANCEL -> SENDS;
            };
        }
    }

    /** The other queue of the connection. */
    QueueKey other() {
        return new QueueKey(connection, kind == Kind.SENDS ? Kind.SYNCS : Kind.SENDS);
    }
}
