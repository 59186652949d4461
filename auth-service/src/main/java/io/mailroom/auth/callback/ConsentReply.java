package io.mailroom.auth.callback;

import io.mailroom.model.id.ConnectionId;

/** How a consent ended. */
sealed interface ConsentReply {
    record Granted(ConnectionId id, String returnUrl) implements ConsentReply {}

    /** For a tenant, not for a mailbox: the user still signs in. */
    record AdminGranted(ConnectionId id, String returnUrl) implements ConsentReply {}

    /** @param code stable, told to the client */
    record Denied(ConnectionId id, String code, String returnUrl) implements ConsentReply {}

    /** Not begun by us, or not in this browser. */
    record Forged() implements ConsentReply {}

    /** Burnt before, or too late. */
    record Expired() implements ConsentReply {}
}
