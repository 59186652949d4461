package io.mailroom.model.lease;

import io.mailroom.model.id.ClientName;
import io.mailroom.model.id.ConnectionId;
import java.util.Objects;

/** A worker asks for a token on behalf of the client whose command it carries out. */
public record LeaseRequest(ConnectionId connectionId, ClientName client) {
    public LeaseRequest {
        Objects.requireNonNull(connectionId, "connectionId");
        Objects.requireNonNull(client, "client");
    }
}
