package io.mailroom.auth.lease;

import io.mailroom.auth.audit.Audit;
import io.mailroom.auth.audit.AuditEvent;
import io.mailroom.auth.entra.Refusal;
import io.mailroom.auth.entra.RefusalKind;
import io.mailroom.auth.store.Connections;
import io.mailroom.auth.store.RefreshLocks;
import io.mailroom.auth.store.StoredConnection;
import io.mailroom.model.event.ConnectionState;
import io.mailroom.model.lease.LeaseProblem;
import io.mailroom.model.time.Backoff;
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

    /** @return null if another grant stands there by now */
    @Nullable
    LeaseAnswer handle(StoredConnection connection, Refusal refusal, String owner) {
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
            case TRANSIENT -> postpone(connection, Backoff.REFRESH, refusal.retryAfter(), owner);
            case PAUSE -> postpone(connection, Backoff.THROTTLED_REFRESH, refusal.retryAfter(), owner);
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
                yield new LeaseAnswer.Refused(LeaseProblem.OPERATOR_FAULT, breaker.retryAfter());
            }
            case DEFECT -> postpone(connection, config.recheck(), LeaseProblem.OPERATOR_FAULT, owner);
        };
    }

    /** @param asked what the platform asked for, if it did */
    LeaseAnswer postpone(StoredConnection connection, Backoff backoff, @Nullable Duration asked, String owner) {
        return postpone(
                connection, rest(backoff, connection.failures(), asked), LeaseProblem.IDENTITY_UNAVAILABLE, owner);
    }

    /** Never shorter than what the platform asked for, which {@link io.mailroom.model.http.RetryAfter} bounds. */
    static Duration rest(Backoff backoff, int failuresBefore, @Nullable Duration asked) {
        Duration own = backoff.after(failuresBefore + 1);
        return asked == null || asked.compareTo(own) < 0 ? own : asked;
    }

    private LeaseAnswer postpone(StoredConnection connection, Duration rest, LeaseProblem problem, String owner) {
        locks.postpone(connection.id(), owner, clock.instant().plus(rest));
        return new LeaseAnswer.Refused(problem, rest);
    }

    private @Nullable LeaseAnswer mark(
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
        return marked ? new LeaseAnswer.Refused(problem, rest) : null;
    }
}
