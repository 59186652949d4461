package io.mailroom.auth.lease;

import io.mailroom.auth.store.Connections;
import io.mailroom.auth.store.StoredConnection;
import io.mailroom.model.lease.LeaseProblem;
import io.mailroom.model.lease.LeaseRequest;
import io.opentelemetry.instrumentation.annotations.WithSpan;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;

/**
 * Lends access tokens. Promises: a connection is lent only for the client that created it; a lent token is good for the
 * promised minimum; a lease that needs no refresh calls nobody.
 */
@Singleton
public class LeaseDesk {
    private final Connections connections;
    private final Refresher refresher;
    private final Replies replies;
    private final LeaseConfig config;
    private final Clock clock;
    private final SingleFlight flights = new SingleFlight();

    @Inject
    public LeaseDesk(Connections connections, Refresher refresher, Replies replies, LeaseConfig config, Clock clock) {
        this.connections = connections;
        this.refresher = refresher;
        this.replies = replies;
        this.config = config;
        this.clock = clock;
    }

    @WithSpan("lease")
    public LeaseAnswer lease(LeaseRequest request) {
        return connections
                .find(request.client(), request.connectionId())
                .map(this::answer)
                .orElseGet(() -> new LeaseAnswer.Refused(LeaseProblem.CONNECTION_UNKNOWN, null));
    }

    private LeaseAnswer answer(StoredConnection connection) {
        return switch (Look.at(connection, clock.instant(), config.minValidity())) {
            case Look.StillValid(var grant) -> new LeaseAnswer.Leased(replies.of(connection, grant));
            case Look.NeedsRefresh need ->
                flights.join(
                        connection.id(),
                        config.patience(),
                        () -> refresher.refresh(connection.client(), connection.id()),
                        new LeaseAnswer.Refused(LeaseProblem.IDENTITY_UNAVAILABLE, Duration.ofSeconds(1)));
            case Look.Closed(LeaseProblem problem, Duration retryAfter) -> new LeaseAnswer.Refused(problem, retryAfter);
        };
    }
}
