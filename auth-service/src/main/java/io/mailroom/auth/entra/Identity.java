package io.mailroom.auth.entra;

import org.jspecify.annotations.Nullable;

/**
 * Who signed in. Tenant and object id together name the person for good; address and name may change.
 *
 * @param userId the object id ({@code oid}), equal to Graph's {@code user.id}
 */
public record Identity(
        String tenantId,
        String userId,
        String address,
        @Nullable String displayName) {}
