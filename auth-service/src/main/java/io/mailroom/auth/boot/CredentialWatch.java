package io.mailroom.auth.boot;

import io.mailroom.auth.audit.Audit;
import io.mailroom.auth.audit.AuditEvent;
import io.mailroom.auth.entra.Registrations;
import io.mailroom.auth.entra.Registrations.Expiry;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * Each replica says at its start and once a day, for the last thirty days, that a secret or certificate of Mailroom ends;
 * the metric says it always.
 */
@Singleton
public class CredentialWatch {
    private static final Duration NOTICE = Duration.ofDays(30);

    private final Registrations registrations;
    private final MeterRegistry meters;
    private final Audit audit;
    private final Clock clock;

    @Inject
    CredentialWatch(Registrations registrations, MeterRegistry meters, Audit audit, Clock clock) {
        this.registrations = registrations;
        this.meters = meters;
        this.audit = audit;
        this.clock = clock;
    }

    void register(@Observes StartupEvent event) {
        registrations
                .expiries()
                .forEach(expiry -> Gauge.builder(
                                "mailroom.credential.expiry", () -> secondsLeft(expiry.cloud(), expiry.method()))
                        .description("Time until a credential of Mailroom ends")
                        .baseUnit("seconds")
                        .tags("cloud", expiry.cloud(), "method", expiry.method())
                        .register(meters));
    }

    /** Seconds; a replaced certificate counts at once. */
    private double secondsLeft(String cloud, String method) {
        return registrations.expiries().stream()
                .filter(expiry ->
                        expiry.cloud().equals(cloud) && expiry.method().equals(method))
                .mapToDouble(
                        expiry -> Duration.between(clock.instant(), expiry.at()).toSeconds())
                .findFirst()
                .orElse(Double.NaN);
    }

    @Scheduled(every = "24h")
    @RunOnVirtualThread
    void warn() {
        ending().forEach(expiry -> audit.record(
                AuditEvent.CREDENTIAL_EXPIRES,
                Map.of(
                        "cloud", expiry.cloud(),
                        "method", expiry.method(),
                        "at", expiry.at(),
                        "days", Duration.between(clock.instant(), expiry.at()).toDays())));
    }

    List<Expiry> ending() {
        return registrations.expiries().stream()
                .filter(expiry -> expiry.at().isBefore(clock.instant().plus(NOTICE)))
                .toList();
    }
}
