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
public class OutboxPublisher {
    private static final int BATCH = 50;

    private final OutboxRows outbox;
    private final EventSender sender;

    @Inject
    OutboxPublisher(OutboxRows outbox, EventSender sender) {
        this.outbox = outbox;
        this.sender = sender;
    }

    /**
     * Publishes the oldest events. If the broker fails midway, what went out before stays deleted.
     *
     * @return whether there may be more
     */
    @Transactional
    public Outcome publish() {
        List<OutboxRow> rows = outbox.oldest(BATCH);
        int published = 0;
        for (OutboxRow row : rows) {
            try {
                sender.send(row.toEvent());
            } catch (EventSender.NotSent e) {
                return new Outcome.Failed(String.valueOf(e.getMessage()));
            }
            outbox.delete(row);
            published++;
        }
        return new Outcome.Published(published == BATCH);
    }

    /** How a round ended. */
    public sealed interface Outcome {
        record Published(boolean more) implements Outcome {}

        /** @param kind class name of what failed */
        record Failed(String kind) implements Outcome {}
    }
}
