package io.mailroom.auth.lease;

import io.mailroom.auth.lease.LeaseConfig.Idle;
import io.mailroom.auth.store.IdleGrants;
import io.mailroom.model.lease.LeaseRequest;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;

/**
 * Refreshes grants that nobody uses, long before Entra forgets them after 90 days (facts A5). Promises: a few at a time,
 * each at its own hour of a span of days, so that mailboxes connected together are not refreshed together; over all
 * replicas once, since it goes the way of every lease. While a cloud refuses Mailroom itself its grants are left out, and
 * those of the others go on.
 */
@Singleton
public class KeepAlive {
    private final IdleGrants grants;
    private final RefreshCoordinator coordinator;
    private final RegistrationBreaker breaker;
    private final LeaseConfig config;
    private final Clock clock;

    @Inject
    KeepAlive(
            IdleGrants grants,
            RefreshCoordinator coordinator,
            RegistrationBreaker breaker,
            LeaseConfig config,
            Clock clock) {
        this.grants = grants;
        this.coordinator = coordinator;
        this.breaker = breaker;
        this.config = config;
        this.clock = clock;
    }

    @Scheduled(every = "{mailroom.lease.idle.every}", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    @RunOnVirtualThread
    public void refreshIdle() {
        Idle idle = config.idle();
        Instant since = clock.instant().minus(idle.after());
        for (LeaseRequest due : grants.longestIdle(since, idle.spread(), idle.atOnce(), breaker.openClouds())) {
            coordinator.refresh(due); // the breaker also holds back what it opens for in this round
        }
    }
}
