package io.mailroom.model.result;

/** The stable codes of results. New ones may come; none changes its meaning. */
public enum ResultCode {
    /** The mail was sent. */
    SENT,
    /** The folder was read up to now. */
    SYNCED,
    /** The command was called back in time. */
    CANCELLED,

    /** The data is not JSON, or not an object. */
    MALFORMED_JSON,
    /** No command of this CloudEvents type is known. */
    UNKNOWN_TYPE,
    /** A required field is absent. */
    MISSING_FIELD,
    /** A field has the wrong type or an impossible value. */
    INVALID_FIELD,
    /** A field that this version does not know. */
    UNKNOWN_FIELD,
    /** The command, or a part of it, is over a limit. */
    TOO_LARGE,
    /** The record's key is not the command's connection id. */
    KEY_MISMATCH,
    /** The same source and id came before with other data. */
    IDEMPOTENCY_CONFLICT,
    /** This client has no such connection. */
    CONNECTION_UNKNOWN,

    /** The command's {@code expiresAt} came before anything was sent. */
    EXPIRED,
    /** The command was begun, or has ended: it cannot be called back any more. */
    TOO_LATE,
    /** No command of that name waits, was begun or has ended. */
    COMMAND_UNKNOWN,

    /** The user must sign in again. */
    RECONNECT_REQUIRED,
    /** An administrator of the user's tenant must act. */
    ADMIN_REQUIRED,
    /** The connection was ended. */
    DISCONNECTED,
    /** Mailroom's own registration with Microsoft is at fault. */
    OPERATOR_FAULT,
    /** Microsoft refuses the user's token though it is new; the sign-in itself is in order. */
    TOKEN_REFUSED,
    /** Microsoft refused access to the mailbox. */
    ACCESS_DENIED,
    /** The user may not send in this name. */
    SEND_AS_DENIED,
    /** No recipient that Exchange can accept. */
    INVALID_RECIPIENTS,
    /** The mail is larger than the mailbox may send. */
    MESSAGE_TOO_LARGE,
    /** The mailbox is inactive, unlicensed or elsewhere. */
    MAILBOX_UNAVAILABLE,
    /** A quota of the mailbox is used up. */
    QUOTA_EXCEEDED,
    /** Exchange blocks this mailbox from sending. */
    SENDING_BLOCKED,
    /** The folder does not exist. */
    FOLDER_UNKNOWN,
    /** What Microsoft says of the folder has no end or cannot be read; what could be read was announced. */
    FOLDER_UNREADABLE,
    /** Microsoft refused for a reason without a code of its own here. */
    REFUSED_BY_GRAPH,
    /** Microsoft asked to wait. */
    THROTTLED,
    /** Other commands of the mailbox come first. */
    QUEUED,
    /** The command waits for the time that it names. */
    SCHEDULED,
    /** A service that is needed did not answer. */
    SERVICE_UNAVAILABLE,
    /** Every allowed attempt failed before anything was sent. */
    ATTEMPTS_SPENT,
    /** Mailroom itself failed; the operator's log has the command id. */
    INTERNAL_ERROR,

    /** Whether the mail was sent cannot be decided. */
    OUTCOME_UNKNOWN;

    /** Whether a result may have it; the others are only what a parked command waits for. */
    public boolean ending() {
        return this != QUEUED && this != SCHEDULED;
    }
}
