package io.mailroom.auth.lease;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Opens when the identity platform refuses Mailroom itself (a wrong or expired secret). While it is open nobody asks and
 * no connection changes; after each rest one lease is let through to see whether the operator has helped.
 */
@Singleton
public class OperatorBreaker {
    private final Duration rest;
    private final Clock clock;
    private final AtomicReference<@Nullable Instant> openUntil = new AtomicReference<>();

    @Inject
    OperatorBreaker(LeaseConfig config, Clock clock) {
        this.rest = config.breakerRest();
        this.clock = clock;
    }

    boolean mayAsk() {
        Instant until = openUntil.get();
        Instant now = clock.instant();
        return until == null || (!until.isAfter(now) && openUntil.compareAndSet(until, now.plus(rest)));
    }

    void trip() {
        openUntil.set(clock.instant().plus(rest));
    }

    void close() {
        openUntil.set(null);
    }

    public boolean isOpen() {
        return openUntil.get() != null;
    }

    Duration rest() {
        return rest;
    }
}
