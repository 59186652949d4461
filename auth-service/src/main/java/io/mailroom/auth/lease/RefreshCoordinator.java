package io.mailroom.auth.lease;

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
 * connection, also if many name its token as refused; whoever waits for another's refresh re-reads and never asks on its
 * own while the other may; no database connection is held while the identity platform is asked; what came is stored
 * before anybody uses it.
 */
@Singleton
public class RefreshCoordinator {
    private static final int FIRST_PAUSE_MILLIS = 20;
    private static final int LONGEST_PAUSE_MILLIS = 250;

    private final Connections connections;
    private final RefreshLocks locks;
    private final TokenRefresh tokenRefresh;
    private final LeaseReplies replies;
    private final RegistrationBreaker breaker;
    private final LeaseConfig config;
    private final Clock clock;

    @Inject
    public RefreshCoordinator(
            Connections connections,
            RefreshLocks locks,
            TokenRefresh tokenRefresh,
            LeaseReplies replies,
            RegistrationBreaker breaker,
            LeaseConfig config,
            Clock clock) {
        this.connections = connections;
        this.locks = locks;
        this.tokenRefresh = tokenRefresh;
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
            if (!pauseFor(pause)) {
                break;
            }
            pause = Math.min(LONGEST_PAUSE_MILLIS, pause * 2);
        }
        return new LeaseAnswer.Refused(LeaseProblem.IDENTITY_UNAVAILABLE, Duration.ofSeconds(1));
    }

    /** @return null if another one is at it, or stored something new: read again */
    private @Nullable LeaseAnswer attempt(LeaseRequest request, String owner) {
        LeaseAnswer standing = answerWithoutRefresh(request);
        if (standing != null) {
            return standing;
        }
        return locks.take(request.connectionId(), owner, config.refreshLock()) ? refreshAsOwner(request, owner) : null;
    }

    private @Nullable LeaseAnswer refreshAsOwner(LeaseRequest request, String owner) {
        LeaseAnswer answer = null;
        try {
            // Read again under the lock: its last owner may have stored a token since the first read.
            StoredConnection connection = find(request).orElseThrow();
            if (replies.stateOf(connection, request) instanceof TokenState.NeedsRefresh need
                    && breaker.tryPass(connection.cloud())) {
                answer = tokenRefresh.refresh(connection, need, request, owner);
            }
            return answer;
        } finally {
            if (answer == null) { // whoever answers has let go of it
                locks.release(request.connectionId(), owner);
            }
        }
    }

    /** @return null if it takes a refresh */
    @Nullable
    LeaseAnswer answerWithoutRefresh(LeaseRequest request) {
        StoredConnection connection = find(request).orElse(null);
        if (connection == null) {
            return new LeaseAnswer.Refused(LeaseProblem.CONNECTION_UNKNOWN, null);
        }
        LeaseAnswer standing = replies.withoutRefresh(connection, request);
        return standing == null && breaker.isOpen(connection.cloud())
                ? new LeaseAnswer.Refused(LeaseProblem.OPERATOR_FAULT, breaker.retryAfter())
                : standing;
    }

    private Optional<StoredConnection> find(LeaseRequest request) {
        return connections.find(request.client(), request.connectionId());
    }

    /** Waiters of many replicas must not read in step. */
    private static boolean pauseFor(int pauseMillis) {
        try {
            Thread.sleep(ThreadLocalRandom.current().nextInt(pauseMillis / 2, pauseMillis + 1));
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
