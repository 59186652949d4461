package io.mailroom.auth.consent;

import io.mailroom.model.id.ConnectionId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A first consent that waits for an administrator, as its client sees it. */
public record RefusedConsent(
        ConnectionId connectionId,
        String cloud,
        String reason,
        @Nullable Integer aadsts,
        Instant refusedAt) {
    static RefusedConsent of(RefusedConsentRow row) {
        return new RefusedConsent(new ConnectionId(row.connectionId), row.cloud, row.reason, row.aadsts, row.refusedAt);
    }
}
