package io.mailroom.m365.entra;

import java.time.Instant;
import java.util.Set;

/**
 * What a Graph access token stands for.
 *
 * @param oid whose token it is; empty for an app's own
 */
public record AccessGrant(String clientId, String oid, Set<String> scopes, Instant issuedAt, Instant expiresAt) {
    AccessGrant endedAt(Instant when) {
        return expiresAt.isAfter(when) ? new AccessGrant(clientId, oid, scopes, issuedAt, when) : this;
    }
}
