package io.mailroom.auth.consent;

import io.mailroom.auth.crypt.EncryptedVerifier;
import io.mailroom.auth.entra.Authority;
import io.mailroom.auth.store.SharedMailboxes;
import io.mailroom.model.id.ClientName;
import io.mailroom.model.id.ConnectionId;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A consent whose state was consumed. It holds hashes and ciphertext, so it may print.
 *
 * @param authority where the code must be redeemed
 * @param forAdmin whether an administrator was asked to consent for the tenant
 * @param expiresAt after this moment the answer of the browser is too late
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
        String browserHash,
        String nonceHash,
        EncryptedVerifier verifier,
        boolean forAdmin,
        @Nullable String mailboxHint) {

    static PendingConsent of(ConsentRow row) {
        return new PendingConsent(
                row.id,
                new ConnectionId(row.connectionId),
                new ClientName(row.client),
                row.cloud,
                new Authority(row.authority),
                row.reconnect,
                SharedMailboxes.ofColumn(row.sharedMailboxes),
                row.returnUrl,
                row.expiresAt,
                Objects.requireNonNull(row.browserHash),
                Objects.requireNonNull(row.nonceHash),
                new EncryptedVerifier(
                        Objects.requireNonNull(row.keyId),
                        Objects.requireNonNull(row.salt),
                        Objects.requireNonNull(row.verifier)),
                row.kind == ConsentRow.Kind.ADMIN,
                row.mailboxHint);
    }
}
