package io.mailroom.auth.lease;

import io.mailroom.auth.crypt.EncryptedGrant;
import io.mailroom.auth.crypt.TokenCipher;
import io.mailroom.auth.entra.Clouds;
import io.mailroom.auth.store.StoredConnection;
import io.mailroom.model.lease.LeaseProblem;
import io.mailroom.model.lease.LeaseReply;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What a connection is worth to a worker as it stands: the stored token, decrypted into its reply, or why there is none. */
@Singleton
public class LeaseReplies {
    private final TokenCipher cipher;
    private final Clouds clouds;

    @Inject
    LeaseReplies(TokenCipher cipher, Clouds clouds) {
        this.cipher = cipher;
        this.clouds = clouds;
    }

    /** @return null if it takes a refresh */
    @Nullable
    LeaseAnswer withoutRefresh(StoredConnection connection, TokenState state) {
        return switch (state) {
            case TokenState.StillValid(var grant) -> leased(connection, grant);
            case TokenState.NeedsRefresh need -> null;
            case TokenState.Unusable(LeaseProblem problem, Duration retryAfter) ->
                new LeaseAnswer.Refused(problem, retryAfter);
        };
    }

    LeaseAnswer leased(StoredConnection connection, EncryptedGrant grant) {
        return new LeaseAnswer.Leased(reply(connection, grant));
    }

    private LeaseReply reply(StoredConnection connection, EncryptedGrant grant) {
        return new LeaseReply(
                cipher.accessToken(connection.id(), grant),
                grant.accessExpiresAt(),
                connection.mailbox(),
                connection.userId(),
                connection.tenantId(),
                clouds.named(connection.cloud()).graphUrl());
    }
}
