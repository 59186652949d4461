package io.mailroom.auth.lease;

import io.mailroom.auth.crypt.EncryptedGrant;
import io.mailroom.auth.crypt.Vault;
import io.mailroom.auth.entra.Clouds;
import io.mailroom.auth.store.StoredConnection;
import io.mailroom.model.lease.LeaseReply;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;

/** Decrypts a stored access token into the reply that carries it. */
@Singleton
public class Replies {
    private final Vault vault;
    private final Clouds clouds;

    @Inject
    Replies(Vault vault, Clouds clouds) {
        this.vault = vault;
        this.clouds = clouds;
    }

    LeaseReply of(StoredConnection connection, EncryptedGrant grant) {
        return new LeaseReply(
                vault.accessToken(connection.id(), grant),
                grant.accessExpiresAt(),
                connection.mailbox(),
                connection.userId(),
                connection.tenantId(),
                clouds.named(connection.cloud()).graphUrl());
    }
}
