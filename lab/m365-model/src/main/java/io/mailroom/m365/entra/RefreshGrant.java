package io.mailroom.m365.entra;

import java.time.Instant;
import java.util.Set;

/** What a refresh token stands for; it dies after 90 days in which it was not used. */
public record RefreshGrant(String clientId, String oid, Set<String> scopes, Instant issuedAt, Instant usedAt) {
    RefreshGrant used(Instant when) {
        return new RefreshGrant(clientId, oid, scopes, issuedAt, when);
    }
}
