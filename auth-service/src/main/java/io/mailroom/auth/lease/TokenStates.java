package io.mailroom.auth.lease;

import io.mailroom.auth.crypt.EncryptedGrant;
import io.mailroom.auth.crypt.TokenCipher;
import io.mailroom.auth.store.StoredConnection;
import io.mailroom.model.lease.LeaseRequest;
import io.mailroom.model.secret.TokenFingerprint;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import org.jspecify.annotations.Nullable;

/** Reads what a connection allows for a lease, now: the one place that compares the stored token with the refused one. */
@Singleton
public class TokenStates {
    private final TokenCipher cipher;
    private final TokenState.Rules rules;
    private final Clock clock;

    @Inject
    TokenStates(TokenCipher cipher, LeaseConfig config, Clock clock) {
        this.cipher = cipher;
        this.rules = new TokenState.Rules(config.minValidity(), config.renewalRest());
        this.clock = clock;
    }

    TokenState of(StoredConnection connection, LeaseRequest request) {
        return TokenState.of(connection, isRefused(connection, request.refusedToken()), clock.instant(), rules);
    }

    private boolean isRefused(StoredConnection connection, @Nullable TokenFingerprint refused) {
        EncryptedGrant grant = connection.grant();
        return refused != null
                && grant != null
                && refused.equals(TokenFingerprint.of(cipher.accessToken(connection.id(), grant)));
    }
}
