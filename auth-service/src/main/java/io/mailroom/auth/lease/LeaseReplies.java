package io.mailroom.auth.lease;

import io.mailroom.auth.crypt.EncryptedGrant;
import io.mailroom.auth.crypt.TokenCipher;
import io.mailroom.auth.entra.Clouds;
import io.mailroom.auth.store.StoredConnection;
import io.mailroom.model.lease.LeaseReply;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;

/** Decrypts a stored access token into the reply that carries it. */
@Singleton
public class LeaseReplies {
    private final TokenCipher cipher;
    private final Clouds clouds;

    @Inject
    LeaseReplies(TokenCipher cipher, Clouds clouds) {
        this.cipher = cipher;
        this.clouds = clouds;
    }

    LeaseReply of(StoredConnection connection, EncryptedGrant grant) {
        return new LeaseReply(
                cipher.accessToken(connection.id(), grant),
                grant.accessExpiresAt(),
                connection.mailbox(),
                connection.userId(),
                connection.tenantId(),
                clouds.named(connection.cloud()).graphUrl());
    }
}
