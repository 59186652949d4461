package io.mailroom.model.lease;

import io.mailroom.model.id.ClientName;
import io.mailroom.model.id.ConnectionId;
import io.mailroom.model.secret.TokenFingerprint;
import org.jspecify.annotations.Nullable;

/**
 * A worker asks for a token on behalf of the client whose command it carries out.
 *
 * @param refusedToken the token of this connection that Graph refused and that is not to be lent again; null if none was
 */
public record LeaseRequest(
        ConnectionId connectionId,
        ClientName client,
        @Nullable TokenFingerprint refusedToken) {
    /** Of a worker to which no token was refused. */
    public LeaseRequest(ConnectionId connectionId, ClientName client) {
        this(connectionId, client, null);
    }
}
