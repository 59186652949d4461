package io.mailroom.auth.outbox;

import io.mailroom.auth.store.Outbox;
import io.mailroom.auth.store.OutboxEvent;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.util.ArrayList;
import java.util.List;

/**
 * Moves events from the outbox to their topics. Promises: an event leaves the outbox only after the broker has it; events
 * of one connection go out in the order of its changes, whichever replica moves them. An event may go out twice (same id).
 */
@Singleton
public class OutboxPublisher {
    private static final int BATCH = 50;

    private final Outbox outbox;
    private final EventSender sender;

    @Inject
    OutboxPublisher(Outbox outbox, EventSender sender) {
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
        List<OutboxEvent> published = new ArrayList<>();
        Outcome outcome = send(outbox.oldest(BATCH), published);
        outbox.remove(published);
        return outcome;
    }

    private Outcome send(List<OutboxEvent> events, List<OutboxEvent> published) {
        for (OutboxEvent event : events) {
            try {
                sender.send(event);
            } catch (EventSender.NotSent e) {
                return new Outcome.Failed(String.valueOf(e.getMessage()));
            }
            published.add(event);
        }
        return new Outcome.Published(events.size() == BATCH);
    }

    /** How a round ended. */
    public sealed interface Outcome {
        record Published(boolean more) implements Outcome {}

        /** @param kind class name of what failed */
        record Failed(String kind) implements Outcome {}
    }
}
