package io.mailroom.auth.store;

import io.mailroom.model.id.ConnectionId;

/** What became of a new grant. */
public sealed interface SaveOutcome {
    /** @param id an older one than was announced if this person was connected for this client already */
    record Stored(ConnectionId id) implements SaveOutcome {}

    /** Another person signed in than the one to whom the connection belongs; the old grant was kept. */
    record WrongAccount() implements SaveOutcome {}

    /** The connection was ended while its owner was signing in. */
    record Gone() implements SaveOutcome {}
}
