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
public class TokenLeases {
    private final Connections connections;
    private final RefreshCoordinator coordinator;
    private final LeaseReplies replies;
    private final LeaseConfig config;
    private final TokenStates states;
    private final SingleFlight flights = new SingleFlight();

    @Inject
    public TokenLeases(
            Connections connections,
            RefreshCoordinator coordinator,
            LeaseReplies replies,
            LeaseConfig config,
            TokenStates states) {
        this.connections = connections;
        this.coordinator = coordinator;
        this.replies = replies;
        this.config = config;
        this.states = states;
    }

    @WithSpan("lease")
    public LeaseAnswer lease(LeaseRequest request) {
        return connections
                .find(request.client(), request.connectionId())
                .map(connection -> answer(connection, request))
                .orElseGet(() -> new LeaseAnswer.Refused(LeaseProblem.CONNECTION_UNKNOWN, null));
    }

    private LeaseAnswer answer(StoredConnection connection, LeaseRequest request) {
        LeaseAnswer standing = replies.withoutRefresh(connection, states.of(connection, request));
        return standing != null
                ? standing
                : flights.join(
                        request,
                        config.patience(),
                        () -> coordinator.refresh(request),
                        new LeaseAnswer.Refused(LeaseProblem.IDENTITY_UNAVAILABLE, Duration.ofSeconds(1)));
    }
}
