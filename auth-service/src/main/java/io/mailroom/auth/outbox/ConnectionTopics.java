package io.mailroom.auth.outbox;

/** Where events go. */
interface ConnectionTopics {
    /** Returns once the event is safe on the broker. @throws NotPublished if it is not known to be */
    void publish(OutboxEvent event);

    /** The event may or may not have arrived; it will be published again. */
    final class NotPublished extends RuntimeException {
        NotPublished(String kind) {
            super(kind);
        }
    }
}
