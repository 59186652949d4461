package io.mailroom.auth.lease;

import io.mailroom.auth.audit.Audit;
import io.mailroom.auth.audit.AuditEvent;
import io.mailroom.auth.entra.Refusal;
import io.mailroom.auth.entra.RefusalKind;
import io.mailroom.auth.lease.RefreshOutcome.Answered;
import io.mailroom.auth.lease.RefreshOutcome.Superseded;
import io.mailroom.auth.store.Connections;
import io.mailroom.auth.store.RefreshLocks;
import io.mailroom.auth.store.StoredConnection;
import io.mailroom.model.event.ConnectionState;
import io.mailroom.model.lease.LeaseProblem;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Decides what a refused refresh changes. Only the owner of the refused grant's version may change the connection: if
 * another grant was stored meanwhile, the refusal speaks of a past that no longer counts.
 */
@Singleton
class RefusalHandler {
    private final Connections connections;
    private final RefreshLocks locks;
    private final RegistrationBreaker breaker;
    private final LeaseConfig config;
    private final MeterRegistry meters;
    private final Audit audit;
    private final Clock clock;

    @Inject
    RefusalHandler(
            Connections connections,
            RefreshLocks locks,
            RegistrationBreaker breaker,
            LeaseConfig config,
            MeterRegistry meters,
            Audit audit,
            Clock clock) {
        this.connections = connections;
        this.locks = locks;
        this.breaker = breaker;
        this.config = config;
        this.meters = meters;
        this.audit = audit;
        this.clock = clock;
    }

    RefreshOutcome handle(StoredConnection connection, Refusal refusal, String owner) {
        audit.record(
                AuditEvent.REFRESH_REFUSED,
                Map.of(
                        "connection", connection.id(),
                        "fault", refusal.kind(),
                        "error", refusal.error(),
                        "aadsts", String.valueOf(refusal.aadsts())));
        meters.counter(
                        "mailroom.refresh.refusals",
                        "fault",
                        refusal.kind().name(),
                        "aadsts",
                        String.valueOf(refusal.aadsts()))
                .increment();
        if (refusal.kind() == RefusalKind.RECONNECT) {
            breaker.close(connection.cloud()); // only who was believed is told of the user's grant
        }
        return switch (refusal.kind()) {
            case TRANSIENT -> postpone(connection, rest(RefreshBackoff.TRANSIENT, connection, refusal), owner);
            case PAUSE -> postpone(connection, rest(RefreshBackoff.PAUSE, connection, refusal), owner);
            case RECONNECT ->
                mark(connection, refusal, ConnectionState.NEEDS_RECONNECT, LeaseProblem.RECONNECT_REQUIRED, null);
            case ADMIN ->
                mark(connection, refusal, ConnectionState.NEEDS_ADMIN, LeaseProblem.ADMIN_REQUIRED, config.recheck());
            case OPERATOR_HERE ->
                mark(
                        connection,
                        refusal,
                        ConnectionState.OPERATOR_FAULT,
                        LeaseProblem.OPERATOR_FAULT,
                        config.recheck());
            case OPERATOR -> {
                breaker.open(connection.cloud(), String.valueOf(refusal.aadsts()));
                locks.release(connection.id(), owner);
                yield refused(LeaseProblem.OPERATOR_FAULT, breaker.retryAfter());
            }
            case DEFECT -> {
                Duration rest = config.recheck();
                locks.postpone(connection.id(), owner, clock.instant().plus(rest));
                yield refused(LeaseProblem.OPERATOR_FAULT, rest);
            }
        };
    }

    RefreshOutcome postpone(StoredConnection connection, Duration rest, String owner) {
        locks.postpone(connection.id(), owner, clock.instant().plus(rest));
        return refused(LeaseProblem.IDENTITY_UNAVAILABLE, rest);
    }

    private RefreshOutcome mark(
            StoredConnection connection,
            Refusal refusal,
            ConnectionState state,
            LeaseProblem problem,
            @Nullable Duration rest) {
        Instant retryAt = rest == null ? null : clock.instant().plus(rest);
        boolean marked = connections.markUnusable(
                connection.id(),
                connection.grantVersion(),
                state,
                refusal.error(),
                refusal.aadsts(),
                retryAt,
                refusal.claims());
        return marked ? refused(problem, rest) : new Superseded();
    }

    private static RefreshOutcome refused(LeaseProblem problem, @Nullable Duration retryAfter) {
        return new Answered(new LeaseAnswer.Refused(problem, retryAfter));
    }

    private static Duration rest(RefreshBackoff backoff, StoredConnection connection, Refusal refusal) {
        return backoff.delay(connection.failures(), refusal.retryAfter());
    }
}
