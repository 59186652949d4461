package io.mailroom.auth.lease;

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
    private final RefreshCoordinator coordinator;
    private final LeaseConfig config;
    private final SingleFlight flights = new SingleFlight();

    @Inject
    public TokenLeases(RefreshCoordinator coordinator, LeaseConfig config) {
        this.coordinator = coordinator;
        this.config = config;
    }

    @WithSpan("lease")
    public LeaseAnswer lease(LeaseRequest request) {
        LeaseAnswer standing = coordinator.answerWithoutRefresh(request);
        return standing != null
                ? standing
                : flights.join(
                        request,
                        config.patience(),
                        () -> coordinator.refresh(request),
                        new LeaseAnswer.Refused(LeaseProblem.IDENTITY_UNAVAILABLE, Duration.ofSeconds(1)));
    }
}
