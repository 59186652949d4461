package io.mailroom.auth.entra;

/** Whether an id_token says what it must. */
public sealed interface IdTokenReply {
    record Valid(Identity identity) implements IdTokenReply {}

    /** @param why a constant, fit for a log */
    record Invalid(String why) implements IdTokenReply {}

    /** The keys could not be read. */
    record KeysUnavailable() implements IdTokenReply {}
}
