package io.mailroom.auth.store;

import io.mailroom.auth.crypt.EncryptedText;
import io.mailroom.auth.entra.Authority;
import io.mailroom.model.id.ClientName;
import io.mailroom.model.id.ConnectionId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A consent that is under way. It holds hashes and ciphertext, so it may print.
 *
 * @param authority where the code must be redeemed
 * @param reconnect whether that connection must exist already and belong to the same person
 * @param expiresAt after this moment the link, and once it was opened the answer of the browser, is too late
 * @param forAdmin whether an administrator was asked to consent for the tenant
 * @param claims what the tenant's policy asked for when it refused the last refresh
 * @param opened null until the link was opened
 */
public record PendingConsent(
        String id,
        ConnectionId connectionId,
        ClientName client,
        String cloud,
        Authority authority,
        boolean reconnect,
        SharedMailboxes sharedMailboxes,
        String returnUrl,
        Instant expiresAt,
        boolean forAdmin,
        @Nullable String mailboxHint,
        @Nullable String claims,
        @Nullable Opened opened) {

    /** What the answer of the browser is held against. */
    public record Opened(String browserHash, String nonceHash, EncryptedText verifier) {}

    static PendingConsent of(ResultSet row) throws SQLException {
        return new PendingConsent(
                row.getString("id"),
                new ConnectionId(row.getString("connection_id")),
                new ClientName(row.getString("client")),
                row.getString("cloud"),
                new Authority(row.getString("authority")),
                row.getBoolean("reconnect"),
                SharedMailboxes.ofColumn(row.getString("shared_mailboxes")),
                row.getString("return_url"),
                Database.instant(row, "expires_at"),
                row.getString("kind").equals("ADMIN"),
                row.getString("mailbox_hint"),
                row.getString("claims"),
                row.getString("state_hash") == null ? null : openedOf(row));
    }

    private static Opened openedOf(ResultSet row) throws SQLException {
        return new Opened(
                row.getString("browser_hash"),
                row.getString("nonce_hash"),
                new EncryptedText(row.getString("key_id"), row.getString("salt"), row.getString("verifier")));
    }
}
