package io.mailroom.auth.lease;

/** How one refresh ended. */
sealed interface RefreshOutcome {
    /** What it led to is in the store, and the lock is let go. */
    record Answered(LeaseAnswer answer) implements RefreshOutcome {}

    /** Another grant stands there by now: what it says counts. */
    record Superseded() implements RefreshOutcome {}
}
