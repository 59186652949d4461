package io.mailroom.m365.directory;

import java.time.Instant;

/**
 * A person (or shared mailbox) of a tenant.
 *
 * @param oid never changes, also Graph's user id
 * @param address also the user principal name
 * @param disabled may neither sign in nor refresh
 * @param sessionsValidFrom refresh tokens issued before are revoked
 */
public record Account(
        String oid, String address, String displayName, String tenantId, boolean disabled, Instant sessionsValidFrom) {

    public Account enabled(boolean enabled) {
        return new Account(oid, address, displayName, tenantId, !enabled, sessionsValidFrom);
    }

    public Account revokedAt(Instant when) {
        return new Account(oid, address, displayName, tenantId, disabled, when);
    }
}
