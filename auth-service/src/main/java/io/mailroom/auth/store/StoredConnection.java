package io.mailroom.auth.store;

import io.mailroom.auth.crypt.EncryptedGrant;
import io.mailroom.model.event.ConnectionState;
import io.mailroom.model.id.ClientName;
import io.mailroom.model.id.ConnectionId;
import io.mailroom.model.id.MailboxAddress;
import java.sql.ResultSet;
import java.sql.SQLException;
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

    static StoredConnection of(ResultSet row) throws SQLException {
        return new StoredConnection(
                new ConnectionId(row.getString("id")),
                new ClientName(row.getString("client")),
                row.getString("cloud"),
                row.getString("tenant_id"),
                row.getString("user_id"),
                new MailboxAddress(row.getString("mailbox")),
                row.getString("display_name"),
                SharedMailboxes.ofColumn(row.getString("shared_mailboxes")),
                ConnectionState.valueOf(row.getString("state")),
                row.getString("reason"),
                row.getObject("aadsts", Integer.class),
                row.getString("key_id") == null ? null : grantOf(row),
                row.getLong("grant_version"),
                Database.instantOrNull(row, "renewed_at"),
                Database.instantOrNull(row, "retry_at"),
                row.getInt("setbacks"),
                row.getString("claims"),
                Database.instant(row, "created_at"),
                Database.instant(row, "changed_at"));
    }

    static EncryptedGrant grantOf(ResultSet row) throws SQLException {
        return new EncryptedGrant(
                row.getString("key_id"),
                row.getString("salt"),
                row.getString("refresh_token"),
                row.getString("access_token"),
                Database.instant(row, "access_expires_at"));
    }

    /** What a person can do about the state, in plain words; null if there is nothing to do. */
    public @Nullable String nextStep() {
        return NextSteps.of(state, aadsts);
    }
}
