package io.mailroom.auth.lease;

import io.mailroom.auth.audit.Audit;
import io.mailroom.auth.audit.AuditEvent;
import io.mailroom.auth.crypt.EncryptedGrant;
import io.mailroom.auth.crypt.RefreshToken;
import io.mailroom.auth.crypt.Vault;
import io.mailroom.auth.entra.Authority;
import io.mailroom.auth.entra.Clouds;
import io.mailroom.auth.entra.EntraClient;
import io.mailroom.auth.entra.GrantedTokens;
import io.mailroom.auth.entra.TokenReply;
import io.mailroom.auth.lease.RefreshOutcome.Overtaken;
import io.mailroom.auth.lease.RefreshOutcome.Settled;
import io.mailroom.auth.store.Connections;
import io.mailroom.auth.store.RefreshCause;
import io.mailroom.auth.store.StoredConnection;
import io.mailroom.model.lease.LeaseRequest;
import io.mailroom.model.secret.TokenFingerprint;
import io.opentelemetry.instrumentation.annotations.WithSpan;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;

/** One refresh by the owner of the lock: ask once, store, then tell. */
@Singleton
public class RefreshStep {
    private final Connections connections;
    private final EntraClient entra;
    private final Clouds clouds;
    private final Vault vault;
    private final RefusalJudge judge;
    private final Replies replies;
    private final OperatorBreaker breaker;
    private final Audit audit;
    private final Clock clock;

    @Inject
    RefreshStep(
            Connections connections,
            EntraClient entra,
            Clouds clouds,
            Vault vault,
            RefusalJudge judge,
            Replies replies,
            OperatorBreaker breaker,
            Audit audit,
            Clock clock) {
        this.connections = connections;
        this.entra = entra;
        this.clouds = clouds;
        this.vault = vault;
        this.judge = judge;
        this.replies = replies;
        this.breaker = breaker;
        this.audit = audit;
        this.clock = clock;
    }

    @WithSpan("refresh")
    RefreshOutcome run(StoredConnection connection, Look.NeedsRefresh need, LeaseRequest request, String owner) {
        RefreshToken used = vault.refreshToken(connection.id(), need.grant());
        Instant askedAt = clock.instant(); // before: expiry may be early, never late
        TokenReply reply = entra.refresh(
                clouds.named(connection.cloud()),
                new Authority(connection.tenantId()),
                used,
                connection.sharedMailboxes().any());
        return switch (reply) {
            case TokenReply.Granted(GrantedTokens tokens) -> {
                EncryptedGrant grant = encrypted(connection, tokens, used, askedAt);
                yield store(connection, grant, need.cause())
                        ? told(connection, grant, tokens, request)
                        : new Overtaken();
            }
            case TokenReply.Refused(var refusal) -> judge.settle(connection, refusal, owner);
            case TokenReply.Unavailable(var asked) ->
                judge.postpone(connection, Rests.TRANSIENT.after(connection.setbacks(), asked), owner);
        };
    }

    private EncryptedGrant encrypted(
            StoredConnection connection, GrantedTokens tokens, RefreshToken used, Instant askedAt) {
        RefreshToken next = tokens.refreshToken();
        return vault.encrypt(
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

    /** A platform that gives the same token again has renewed nothing: what is stored is judged as it stands. */
    private RefreshOutcome told(
            StoredConnection connection, EncryptedGrant grant, GrantedTokens tokens, LeaseRequest request) {
        return TokenFingerprint.of(tokens.accessToken()).equals(request.refusedToken())
                ? new Overtaken()
                : new Settled(new LeaseAnswer.Leased(replies.of(connection, grant)));
    }
}
