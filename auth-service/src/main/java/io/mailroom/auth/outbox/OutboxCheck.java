package io.mailroom.auth.outbox;

import jakarta.inject.Inject;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Says whether events flow. Never down: leases go on while the broker is away, and the outbox keeps the events. */
@Readiness
class OutboxCheck implements HealthCheck {
    private final OutboxLoop loop;

    @Inject
    OutboxCheck(OutboxLoop loop) {
        this.loop = loop;
    }

    @Override
    public HealthCheckResponse call() {
        String trouble = loop.trouble();
        return HealthCheckResponse.named("connection events")
                .withData("kafka", trouble == null ? "reached" : "away: events wait in the outbox (" + trouble + ")")
                .up()
                .build();
    }
}
