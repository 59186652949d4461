package io.mailroom.auth.store;

import io.mailroom.auth.crypt.EncryptedGrant;
import io.mailroom.model.event.ConnectionState;
import io.mailroom.model.id.ClientName;
import io.mailroom.model.id.ConnectionId;
import io.mailroom.model.id.MailboxAddress;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A connection as it stood when it was read.
 *
 * @param grant null once it was purged
 * @param renewedAt when a token was last refreshed because Graph had refused it; null for never
 * @param retryAt no refresh before then, whoever asks
 * @param failures how often in a row a refresh was put off
 * @param claims what the next sign-in must be asked for, as JSON; null for nothing
 * @param grantVersion who read this version may replace only this version
 */
public record StoredConnection(
        ConnectionId id,
        ClientName client,
        String cloud,
        String tenantId,
        String userId,
        MailboxAddress mailbox,
        @Nullable String displayName,
        SharedMailboxes sharedMailboxes,
        ConnectionState state,
        @Nullable String reason,
        @Nullable Integer aadsts,
        @Nullable EncryptedGrant grant,
        long grantVersion,
        @Nullable Instant renewedAt,
        @Nullable Instant retryAt,
        int failures,
        @Nullable String claims,
        Instant createdAt,
        Instant changedAt) {

    static StoredConnection of(ConnectionRow row) {
        return new StoredConnection(
                new ConnectionId(row.id),
                new ClientName(row.client),
                row.cloud,
                row.tenantId,
                row.userId,
                new MailboxAddress(row.mailbox),
                row.displayName,
                SharedMailboxes.ofColumn(row.sharedMailboxes),
                row.state,
                row.reason,
                row.aadsts,
                grantOf(row),
                row.grantVersion,
                row.renewedAt,
                row.retryAt,
                row.failures,
                row.claims,
                row.createdAt,
                row.changedAt);
    }

    private static @Nullable EncryptedGrant grantOf(ConnectionRow row) {
        return row.keyId == null
                        || row.salt == null
                        || row.refreshToken == null
                        || row.accessToken == null
                        || row.accessExpiresAt == null
                ? null
                : new EncryptedGrant(row.keyId, row.salt, row.refreshToken, row.accessToken, row.accessExpiresAt);
    }

    /** What a person can do about the state, in plain words; null if there is nothing to do. */
    public @Nullable String nextStep() {
        return NextSteps.of(state, aadsts);
    }
}
