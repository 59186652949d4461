package io.mailroom.auth.store;

/** Why a grant is refreshed. */
public enum RefreshCause {
    /** Its access token ends, or has not been used for long. */
    ENDING,
    /** Graph refused its access token, though that should last for a while. */
    REFUSED
}
