package io.mailroom.auth.lease;

import io.mailroom.auth.store.Connections;
import io.mailroom.auth.store.StoredConnection;
import io.mailroom.model.lease.LeaseProblem;
import io.mailroom.model.lease.LeaseRequest;
import io.opentelemetry.instrumentation.annotations.WithSpan;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;

/**
 * Lends access tokens. Promises: a connection is lent only for the client that created it; a lent token is good for the
 * promised minimum and is never the one that the request names as refused; a lease that needs no refresh calls nobody.
 */
@Singleton
public class LeaseDesk {
    private final Connections connections;
    private final Refresher refresher;
    private final Replies replies;
    private final LeaseConfig config;
    private final Looks looks;
    private final SingleFlight flights = new SingleFlight();

    @Inject
    public LeaseDesk(Connections connections, Refresher refresher, Replies replies, LeaseConfig config, Looks looks) {
        this.connections = connections;
        this.refresher = refresher;
        this.replies = replies;
        this.config = config;
        this.looks = looks;
    }

    @WithSpan("lease")
    public LeaseAnswer lease(LeaseRequest request) {
        return connections
                .find(request.client(), request.connectionId())
                .map(connection -> answer(connection, request))
                .orElseGet(() -> new LeaseAnswer.Refused(LeaseProblem.CONNECTION_UNKNOWN, null));
    }

    private LeaseAnswer answer(StoredConnection connection, LeaseRequest request) {
        return switch (looks.at(connection, request)) {
            case Look.StillValid(var grant) -> new LeaseAnswer.Leased(replies.of(connection, grant));
            case Look.NeedsRefresh need ->
                flights.join(
                        request,
                        config.patience(),
                        () -> refresher.refresh(request),
                        new LeaseAnswer.Refused(LeaseProblem.IDENTITY_UNAVAILABLE, Duration.ofSeconds(1)));
            case Look.Closed(LeaseProblem problem, Duration retryAfter) -> new LeaseAnswer.Refused(problem, retryAfter);
        };
    }
}
