package io.mailroom.auth.callback;

import io.mailroom.model.id.ConnectionId;

/** How a consent ended. */
sealed interface ConsentOutcome {
    record Granted(ConnectionId id, String returnUrl) implements ConsentOutcome {}

    /** For a tenant, not for a mailbox: the user still signs in. */
    record AdminGranted(ConnectionId id, String returnUrl) implements ConsentOutcome {}

    /** @param code stable, told to the client */
    record Denied(ConnectionId id, String code, String returnUrl) implements ConsentOutcome {}

    /** Not begun by us, or not in this browser. */
    record Forged() implements ConsentOutcome {}

    /** The state was used before, or it is too late. */
    record Expired() implements ConsentOutcome {}
}
