package io.mailroom.auth.entra;

import org.jspecify.annotations.Nullable;

/** Whether an id_token says what it must. */
public sealed interface IdTokenReply {
    /**
     * Who signed in. Tenant and object id together name the person for good; address and name may change.
     *
     * @param userId the object id ({@code oid}), equal to Graph's {@code user.id}
     */
    record Valid(
            String tenantId,
            String userId,
            String address,
            @Nullable String displayName) implements IdTokenReply {}

    /** @param why a constant, fit for a log */
    record Invalid(String why) implements IdTokenReply {}

    /** The keys could not be read. */
    record KeysUnavailable() implements IdTokenReply {}
}
