package io.mailroom.model.lease;

/** The {@code code} of the problem (RFC 9457) that answers a lease which cannot be given. */
public enum LeaseProblem {
    /** No such connection of this client; another client's connection looks the same. */
    CONNECTION_UNKNOWN,
    /** The user must sign in again. */
    RECONNECT_REQUIRED,
    /** An administrator of the user's tenant must act. */
    ADMIN_REQUIRED,
    /** The connection was ended. */
    DISCONNECTED,
    /** Mailroom's own registration is at fault; no connection is to blame. */
    OPERATOR_FAULT,
    /** The identity platform did not answer, or asked to wait. */
    IDENTITY_UNAVAILABLE,
    /** Graph refuses the token though it was renewed for that; the sign-in itself is in order. */
    TOKEN_REFUSED
}
