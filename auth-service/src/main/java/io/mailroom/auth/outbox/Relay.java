package io.mailroom.auth.outbox;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.util.List;

/**
 * Moves events from the outbox to their topics. Promises: an event leaves the outbox only after the broker has it; events
 * of one connection go out in the order of its changes, whichever replica moves them. An event may go out twice (same id).
 */
@ApplicationScoped
public class Relay {
    private static final int BATCH = 50;

    private final Outbox outbox;
    private final ConnectionTopics topics;

    @Inject
    Relay(Outbox outbox, ConnectionTopics topics) {
        this.outbox = outbox;
        this.topics = topics;
    }

    /**
     * Publishes the oldest events. If the broker fails midway, what went out before stays deleted.
     *
     * @return whether there may be more
     */
    @Transactional
    public Moved move() {
        List<OutboxRow> rows = outbox.oldest(BATCH);
        int moved = 0;
        for (OutboxRow row : rows) {
            try {
                topics.publish(row.toEvent());
            } catch (ConnectionTopics.NotPublished e) {
                return new Moved.Stuck(String.valueOf(e.getMessage()));
            }
            outbox.delete(row);
            moved++;
        }
        return new Moved.Done(moved == BATCH);
    }

    /** How a round ended. */
    public sealed interface Moved {
        record Done(boolean more) implements Moved {}

        /** @param kind class name of what failed */
        record Stuck(String kind) implements Moved {}
    }
}
