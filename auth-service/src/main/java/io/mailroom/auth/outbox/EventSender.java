package io.mailroom.auth.outbox;

import io.mailroom.auth.store.OutboxEvent;

/** Where events go. */
interface EventSender {
    /** Returns once the event is safe on the broker. @throws NotSent if it is not known to be */
    void send(OutboxEvent event);

    /** The event may or may not have arrived; it will be published again. */
    final class NotSent extends RuntimeException {
        NotSent(String kind) {
            super(kind);
        }
    }
}
