package io.mailroom.worker.boot;

import io.mailroom.model.id.ConnectionId;
import io.mailroom.worker.token.TokenSource;
import jakarta.enterprise.context.ApplicationScoped;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.jboss.logging.Logger;

/**
 * Forgets the token of every connection that changed, and wakes what waits for it. Each worker hears every change; one
 * that is missed costs the life of a cached token, or the time until the connection is asked for again.
 */
@ApplicationScoped
public class ConnectionWatch {
    private static final Logger LOG = Logger.getLogger(ConnectionWatch.class);

    private final TokenSource tokens;
    private final Sessions sessions;

    ConnectionWatch(TokenSource tokens, Sessions sessions) {
        this.tokens = tokens;
        this.sessions = sessions;
    }

    @Incoming("connection-events")
    void changed(ConsumerRecord<String, byte[]> event) {
        try {
            var connection = new ConnectionId(event.key());
            tokens.drop(connection);
            sessions.running()
                    .ifPresent(session -> session.core().partitions().owned().wake(connection));
        } catch (RuntimeException e) {
            LOG.warnf("a connection event without a connection topic=%s offset=%d", event.topic(), event.offset());
        }
    }
}
