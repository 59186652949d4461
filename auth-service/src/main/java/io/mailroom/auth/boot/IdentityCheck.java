package io.mailroom.auth.boot;

import io.mailroom.auth.lease.OperatorBreaker;
import jakarta.inject.Inject;
import java.util.Set;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Says whether the identity platform refuses Mailroom itself. Never down: leases of warm tokens go on. */
@Readiness
class IdentityCheck implements HealthCheck {
    private final OperatorBreaker breaker;

    @Inject
    IdentityCheck(OperatorBreaker breaker) {
        this.breaker = breaker;
    }

    @Override
    public HealthCheckResponse call() {
        Set<String> refused = breaker.open();
        return HealthCheckResponse.named("identity platform")
                .withData("registration", refused.isEmpty() ? "accepted" : "refused in " + String.join(", ", refused))
                .up()
                .build();
    }
}
