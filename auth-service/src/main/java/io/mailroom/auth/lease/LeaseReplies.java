package io.mailroom.auth.lease;

import io.mailroom.auth.crypt.EncryptedGrant;
import io.mailroom.auth.crypt.TokenCipher;
import io.mailroom.auth.entra.Clouds;
import io.mailroom.auth.store.StoredConnection;
import io.mailroom.model.lease.LeaseProblem;
import io.mailroom.model.lease.LeaseReply;
import io.mailroom.model.lease.LeaseRequest;
import io.mailroom.model.secret.TokenFingerprint;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What a connection is worth to a worker as it stands: the stored token, decrypted into its reply, or why there is none. */
@Singleton
public class LeaseReplies {
    private final TokenCipher cipher;
    private final Clouds clouds;
    private final TokenState.Rules rules;
    private final Clock clock;

    @Inject
    LeaseReplies(TokenCipher cipher, Clouds clouds, LeaseConfig config, Clock clock) {
        this.cipher = cipher;
        this.clouds = clouds;
        this.rules = new TokenState.Rules(config.minValidity(), config.renewalRest());
        this.clock = clock;
    }

    /** @return null if it takes a refresh */
    @Nullable
    LeaseAnswer withoutRefresh(StoredConnection connection, LeaseRequest request) {
        return switch (stateOf(connection, request)) {
            case TokenState.StillValid(var grant) -> leased(connection, grant);
            case TokenState.NeedsRefresh need -> null;
            case TokenState.Unusable(LeaseProblem problem, Duration retryAfter) ->
                new LeaseAnswer.Refused(problem, retryAfter);
        };
    }

    TokenState stateOf(StoredConnection connection, LeaseRequest request) {
        return TokenState.of(connection, isRefused(connection, request.refusedToken()), clock.instant(), rules);
    }

    private boolean isRefused(StoredConnection connection, @Nullable TokenFingerprint refused) {
        EncryptedGrant grant = connection.grant();
        return refused != null
                && grant != null
                && refused.equals(TokenFingerprint.of(cipher.accessToken(connection.id(), grant)));
    }

    LeaseAnswer leased(StoredConnection connection, EncryptedGrant grant) {
        return new LeaseAnswer.Leased(new LeaseReply(
                cipher.accessToken(connection.id(), grant),
                grant.accessExpiresAt(),
                connection.mailbox(),
                connection.userId(),
                connection.tenantId(),
                clouds.named(connection.cloud()).graphUrl()));
    }
}
