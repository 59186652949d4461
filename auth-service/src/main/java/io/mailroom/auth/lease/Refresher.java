package io.mailroom.auth.lease;

import io.mailroom.auth.lease.RefreshOutcome.Overtaken;
import io.mailroom.auth.lease.RefreshOutcome.Settled;
import io.mailroom.auth.store.Connections;
import io.mailroom.auth.store.RefreshLocks;
import io.mailroom.auth.store.StoredConnection;
import io.mailroom.model.lease.LeaseProblem;
import io.mailroom.model.lease.LeaseRequest;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/**
 * Gets a connection a token that is good for long enough. Promises: over all replicas one refresh at a time for a
 * connection, also if many name its token as refused; whoever waits for another's refresh re-reads and never asks on its own while the other may; no database
 * connection is held while the identity platform is asked; what came is stored before anybody uses it.
 */
@Singleton
public class Refresher {
    private static final int FIRST_PAUSE_MILLIS = 20;
    private static final int LONGEST_PAUSE_MILLIS = 250;

    private final Connections connections;
    private final RefreshLocks locks;
    private final RefreshStep step;
    private final Looks looks;
    private final Replies replies;
    private final OperatorBreaker breaker;
    private final LeaseConfig config;
    private final Clock clock;

    @Inject
    public Refresher(
            Connections connections,
            RefreshLocks locks,
            RefreshStep step,
            Looks looks,
            Replies replies,
            OperatorBreaker breaker,
            LeaseConfig config,
            Clock clock) {
        this.connections = connections;
        this.locks = locks;
        this.step = step;
        this.looks = looks;
        this.replies = replies;
        this.breaker = breaker;
        this.config = config;
        this.clock = clock;
    }

    LeaseAnswer refresh(LeaseRequest request) {
        String owner = UUID.randomUUID().toString();
        Instant giveUpAt = clock.instant().plus(config.patience());
        int pause = FIRST_PAUSE_MILLIS;
        while (clock.instant().isBefore(giveUpAt)) {
            LeaseAnswer answer = attempt(request, owner);
            if (answer != null) {
                return answer;
            }
            if (!rested(pause)) {
                break;
            }
            pause = Math.min(LONGEST_PAUSE_MILLIS, pause * 2);
        }
        return new LeaseAnswer.Refused(LeaseProblem.IDENTITY_UNAVAILABLE, Duration.ofSeconds(1));
    }

    /** @return null if another one is at it, or stored something new: look again */
    private @Nullable LeaseAnswer attempt(LeaseRequest request, String owner) {
        LeaseAnswer standing = withoutRefresh(request);
        if (standing != null) {
            return standing;
        }
        return locks.take(request.connectionId(), owner, config.refreshLock()) ? asOwner(request, owner) : null;
    }

    private @Nullable LeaseAnswer asOwner(LeaseRequest request, String owner) {
        boolean settled = false;
        try {
            // Read again under the lock: its last owner may have stored a token since the first look.
            StoredConnection connection = find(request).orElseThrow();
            RefreshOutcome outcome = switch (looks.at(connection, request)) {
                case Look.NeedsRefresh need ->
                    breaker.mayAsk(connection.cloud()) ? step.run(connection, need, request, owner) : new Overtaken();
                case Look.StillValid valid -> new Overtaken();
                case Look.Closed closed -> new Overtaken();
            };
            return switch (outcome) {
                case Settled(LeaseAnswer answer) -> {
                    settled = true;
                    yield answer;
                }
                case Overtaken() -> null;
            };
        } finally {
            if (!settled) {
                locks.release(request.connectionId(), owner);
            }
        }
    }

    private @Nullable LeaseAnswer withoutRefresh(LeaseRequest request) {
        StoredConnection connection = find(request).orElse(null);
        if (connection == null) {
            return new LeaseAnswer.Refused(LeaseProblem.CONNECTION_UNKNOWN, null);
        }
        return switch (looks.at(connection, request)) {
            case Look.StillValid(var grant) -> new LeaseAnswer.Leased(replies.of(connection, grant));
            case Look.NeedsRefresh need ->
                breaker.rests(connection.cloud())
                        ? new LeaseAnswer.Refused(LeaseProblem.OPERATOR_FAULT, breaker.rest())
                        : null;
            case Look.Closed(LeaseProblem problem, Duration retryAfter) -> new LeaseAnswer.Refused(problem, retryAfter);
        };
    }

    private Optional<StoredConnection> find(LeaseRequest request) {
        return connections.find(request.client(), request.connectionId());
    }

    /** Waiters of many replicas must not look in step. */
    private static boolean rested(int pauseMillis) {
        try {
            Thread.sleep(ThreadLocalRandom.current().nextInt(pauseMillis / 2, pauseMillis + 1));
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
