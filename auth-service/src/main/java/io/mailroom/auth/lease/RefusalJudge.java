package io.mailroom.auth.lease;

import io.mailroom.auth.audit.Audit;
import io.mailroom.auth.audit.AuditEvent;
import io.mailroom.auth.entra.Fault;
import io.mailroom.auth.entra.Refusal;
import io.mailroom.auth.lease.RefreshOutcome.Overtaken;
import io.mailroom.auth.lease.RefreshOutcome.Settled;
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
class RefusalJudge {
    private final Connections connections;
    private final RefreshLocks locks;
    private final OperatorBreaker breaker;
    private final LeaseConfig config;
    private final MeterRegistry meters;
    private final Audit audit;
    private final Clock clock;

    @Inject
    RefusalJudge(
            Connections connections,
            RefreshLocks locks,
            OperatorBreaker breaker,
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

    RefreshOutcome settle(StoredConnection connection, Refusal refusal, String owner) {
        audit.record(
                AuditEvent.REFRESH_REFUSED,
                Map.of(
                        "connection", connection.id(),
                        "fault", refusal.fault(),
                        "error", refusal.error(),
                        "aadsts", String.valueOf(refusal.aadsts())));
        meters.counter(
                        "mailroom.refresh.refusals",
                        "fault",
                        refusal.fault().name(),
                        "aadsts",
                        String.valueOf(refusal.aadsts()))
                .increment();
        if (refusal.fault() == Fault.RECONNECT) {
            breaker.close(connection.cloud()); // only who was believed is told of the user's grant
        }
        return switch (refusal.fault()) {
            case TRANSIENT -> postpone(connection, rest(Rests.TRANSIENT, connection, refusal), owner);
            case PAUSE -> postpone(connection, rest(Rests.PAUSE, connection, refusal), owner);
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
                breaker.trip(connection.cloud(), String.valueOf(refusal.aadsts()));
                locks.release(connection.id(), owner);
                yield refused(LeaseProblem.OPERATOR_FAULT, breaker.rest());
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
        return marked ? refused(problem, rest) : new Overtaken();
    }

    private static RefreshOutcome refused(LeaseProblem problem, @Nullable Duration retryAfter) {
        return new Settled(new LeaseAnswer.Refused(problem, retryAfter));
    }

    private static Duration rest(Rests rests, StoredConnection connection, Refusal refusal) {
        return rests.after(connection.setbacks(), refusal.retryAfter());
    }
}
