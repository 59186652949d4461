package io.mailroom.auth.lease;

import io.mailroom.auth.crypt.EncryptedGrant;
import io.mailroom.auth.crypt.Vault;
import io.mailroom.auth.store.StoredConnection;
import io.mailroom.model.lease.LeaseRequest;
import io.mailroom.model.secret.TokenFingerprint;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import org.jspecify.annotations.Nullable;

/** Looks at a connection for a lease, now: the one place that compares the stored token with the refused one. */
@Singleton
public class Looks {
    private final Vault vault;
    private final Look.Rules rules;
    private final Clock clock;

    @Inject
    Looks(Vault vault, LeaseConfig config, Clock clock) {
        this.vault = vault;
        this.rules = new Look.Rules(config.minValidity(), config.renewalRest());
        this.clock = clock;
    }

    Look at(StoredConnection connection, LeaseRequest request) {
        return Look.at(connection, isRefused(connection, request.refusedToken()), clock.instant(), rules);
    }

    private boolean isRefused(StoredConnection connection, @Nullable TokenFingerprint refused) {
        EncryptedGrant grant = connection.grant();
        return refused != null
                && grant != null
                && refused.equals(TokenFingerprint.of(vault.accessToken(connection.id(), grant)));
    }
}
