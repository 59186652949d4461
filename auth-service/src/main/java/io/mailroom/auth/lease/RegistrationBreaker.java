package io.mailroom.auth.lease;

import io.mailroom.auth.audit.Audit;
import io.mailroom.auth.audit.AuditEvent;
import io.mailroom.auth.entra.Clouds;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Opens when the identity platform refuses Mailroom itself (a wrong or expired secret), for one cloud, because Mailroom
 * has a registration in each. While it is open nobody asks and no connection changes; after each rest one lease is let
 * through to see whether the operator has helped.
 */
@Singleton
public class RegistrationBreaker {
    private final Duration rest;
    private final Audit audit;
    private final Clock clock;
    /** Bound: one for each configured cloud. */
    private final Map<String, Instant> openUntil = new ConcurrentHashMap<>();

    @Inject
    RegistrationBreaker(LeaseConfig config, Clouds clouds, MeterRegistry meters, Audit audit, Clock clock) {
        this.rest = config.breakerRest();
        this.audit = audit;
        this.clock = clock;
        for (String cloud : clouds.names()) {
            meters.gauge(
                    "mailroom.registration.refused",
                    Tags.of("cloud", cloud),
                    openUntil,
                    open -> open.containsKey(cloud) ? 1 : 0);
        }
    }

    /** Whether nobody may ask now; it lets nobody through. */
    boolean isOpen(String cloud) {
        Instant until = openUntil.get(cloud);
        return until != null && until.isAfter(clock.instant());
    }

    /** Lets all through while it is closed, one after each rest while it is open. */
    boolean tryPass(String cloud) {
        Instant until = openUntil.get(cloud);
        Instant now = clock.instant();
        return until == null || (!until.isAfter(now) && openUntil.replace(cloud, until, now.plus(rest)));
    }

    void open(String cloud, String aadsts) {
        if (openUntil.put(cloud, clock.instant().plus(rest)) == null) {
            audit.record(AuditEvent.REGISTRATION_REFUSED, Map.of("cloud", cloud, "aadsts", aadsts));
        }
    }

    void close(String cloud) {
        if (openUntil.remove(cloud) != null) {
            audit.record(AuditEvent.REGISTRATION_ACCEPTED, Map.of("cloud", cloud));
        }
    }

    /** The clouds that refuse Mailroom now. */
    public Set<String> openClouds() {
        return new TreeSet<>(openUntil.keySet());
    }

    Duration retryAfter() {
        return rest;
    }
}
