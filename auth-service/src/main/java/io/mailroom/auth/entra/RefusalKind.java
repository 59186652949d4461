package io.mailroom.auth.entra;

/** Who must act when the identity platform refuses, which decides what a refusal may change. */
public enum RefusalKind {
    /** Nobody: it passes. */
    TRANSIENT,
    /** Nobody, but not soon: asking again at once makes it worse. */
    PAUSE,
    /** The user signs in again. */
    RECONNECT,
    /** An administrator of the user's tenant. */
    ADMIN,
    /** Our operator, for Mailroom as a whole: no connection is to blame and none may change. */
    OPERATOR,
    /** Our operator, for this tenant or cloud alone. */
    OPERATOR_HERE,
    /** We do, in code: the request was malformed. No connection is to blame. */
    DEFECT
}
