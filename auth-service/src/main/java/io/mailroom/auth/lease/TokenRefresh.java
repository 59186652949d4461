package io.mailroom.auth.lease;

import io.mailroom.auth.audit.Audit;
import io.mailroom.auth.audit.AuditEvent;
import io.mailroom.auth.crypt.EncryptedGrant;
import io.mailroom.auth.crypt.RefreshToken;
import io.mailroom.auth.crypt.TokenCipher;
import io.mailroom.auth.entra.Authority;
import io.mailroom.auth.entra.Clouds;
import io.mailroom.auth.entra.EntraClient;
import io.mailroom.auth.entra.TokenReply;
import io.mailroom.auth.store.Connections;
import io.mailroom.auth.store.RefreshCause;
import io.mailroom.auth.store.StoredConnection;
import io.mailroom.model.lease.LeaseRequest;
import io.mailroom.model.secret.TokenFingerprint;
import io.mailroom.model.time.Backoff;
import io.opentelemetry.instrumentation.annotations.WithSpan;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One refresh by the owner of the lock: ask once, store, then tell. */
@Singleton
public class TokenRefresh {
    private final Connections connections;
    private final EntraClient entra;
    private final Clouds clouds;
    private final TokenCipher cipher;
    private final RefusalHandler refusals;
    private final LeaseReplies replies;
    private final RegistrationBreaker breaker;
    private final Audit audit;
    private final Clock clock;

    @Inject
    TokenRefresh(
            Connections connections,
            EntraClient entra,
            Clouds clouds,
            TokenCipher cipher,
            RefusalHandler refusals,
            LeaseReplies replies,
            RegistrationBreaker breaker,
            Audit audit,
            Clock clock) {
        this.connections = connections;
        this.entra = entra;
        this.clouds = clouds;
        this.cipher = cipher;
        this.refusals = refusals;
        this.replies = replies;
        this.breaker = breaker;
        this.audit = audit;
        this.clock = clock;
    }

    /** @return null if another grant stands there by now: what it says counts */
    @WithSpan("refresh")
    @Nullable
    LeaseAnswer refresh(StoredConnection connection, TokenState.NeedsRefresh need, LeaseRequest request, String owner) {
        RefreshToken used = cipher.refreshToken(connection.id(), need.grant());
        Instant askedAt = clock.instant(); // before: expiry may be early, never late
        TokenReply reply = entra.refresh(
                clouds.named(connection.cloud()),
                new Authority(connection.tenantId()),
                used,
                connection.sharedMailboxes().any());
        return switch (reply) {
            case TokenReply.Granted tokens -> {
                EncryptedGrant grant = encrypted(connection, tokens, used, askedAt);
                yield store(connection, grant, need.cause()) ? answer(connection, grant, tokens, request) : null;
            }
            case TokenReply.Refused(var refusal) -> refusals.handle(connection, refusal, owner);
            case TokenReply.Unavailable(var asked) -> refusals.postpone(connection, Backoff.REFRESH, asked, owner);
        };
    }

    private EncryptedGrant encrypted(
            StoredConnection connection, TokenReply.Granted tokens, RefreshToken used, Instant askedAt) {
        RefreshToken next = tokens.refreshToken();
        return cipher.encrypt(
                connection.id(), next == null ? used : next, tokens.accessToken(), askedAt.plus(tokens.expiresIn()));
    }

    private boolean store(StoredConnection connection, EncryptedGrant grant, RefreshCause cause) {
        breaker.close(connection.cloud());
        if (!connections.replaceRotated(connection.id(), connection.grantVersion(), grant, cause)) {
            return false;
        }
        audit.record(
                AuditEvent.REFRESHED,
                Map.of("connection", connection.id(), "expiresAt", grant.accessExpiresAt(), "cause", cause));
        return true;
    }

    /** A platform that gives the same token again has renewed nothing: what is stored counts as it stands. */
    private @Nullable LeaseAnswer answer(
            StoredConnection connection, EncryptedGrant grant, TokenReply.Granted tokens, LeaseRequest request) {
        return TokenFingerprint.of(tokens.accessToken()).equals(request.refusedToken())
                ? null
                : replies.leased(connection, grant);
    }
}
