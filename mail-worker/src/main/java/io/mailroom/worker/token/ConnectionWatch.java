package io.mailroom.worker.token;

import io.mailroom.model.id.ConnectionId;
import io.quarkus.logging.Log;
import jakarta.enterprise.context.ApplicationScoped;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/**
 * Forgets the token of every connection that changed. Each worker hears every change; one that is missed only costs the
 * life of a cached token.
 */
@ApplicationScoped
public class ConnectionWatch {
    private final TokenSource tokens;

    ConnectionWatch(TokenSource tokens) {
        this.tokens = tokens;
    }

    @Incoming("connection-events")
    void changed(ConsumerRecord<String, byte[]> event) {
        try {
            tokens.drop(new ConnectionId(event.key()));
        } catch (RuntimeException e) {
            Log.warnf("a connection event without a connection topic=%s offset=%d", event.topic(), event.offset());
        }
    }
}
