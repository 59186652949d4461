package io.mailroom.worker.topics;

import io.mailroom.model.id.ClientName;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** Which clients may not be worked for now. Every method answers at once, from memory, and throws nothing. */
public interface Holds {
    /** Why, in one sentence for an operator; empty if the client may be worked for. Whoever was not looked at is held. */
    Optional<String> of(ClientName client);

    /** All that is held, by client. Only clients that have a commands topic. */
    Map<ClientName, String> all();

    /** A write to a topic of that client was refused for good: held at once, and looked at again soon. */
    void refused(ClientName client, String why);

    /** Looks again at once: something was assigned that is not known yet. */
    void look();

    /** Why nobody at all may be worked for: internal topics, the brokers, or nothing known yet. */
    default Optional<String> everybody() {
        return Optional.empty();
    }

    /** Kafka's id of that topic, as of the newest look that found it; empty if it is not known. */
    default Optional<String> topicId(String topic) {
        return Optional.empty();
    }

    /** When the topics were last looked at with success; empty before the first time. */
    default Optional<Instant> lookedAt() {
        return Optional.empty();
    }
}
