package io.mailroom.auth.boot;

import io.mailroom.auth.lease.RegistrationBreaker;
import jakarta.inject.Inject;
import java.util.Set;
import java.util.stream.Collectors;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Says whether the identity platform refuses Mailroom itself. Never down: leases of warm tokens go on. */
@Readiness
class IdentityCheck implements HealthCheck {
    private final RegistrationBreaker breaker;
    private final CredentialWatch credentials;

    @Inject
    IdentityCheck(RegistrationBreaker breaker, CredentialWatch credentials) {
        this.breaker = breaker;
        this.credentials = credentials;
    }

    private String ends() {
        return credentials.ending().stream()
                .map(expiry -> expiry.method() + " in " + expiry.cloud() + " ends " + expiry.at())
                .collect(Collectors.joining(", "));
    }

    @Override
    public HealthCheckResponse call() {
        Set<String> refused = breaker.openClouds();
        return HealthCheckResponse.named("identity platform")
                .withData("registration", refused.isEmpty() ? "accepted" : "refused in " + String.join(", ", refused))
                .withData("credentials", credentials.ending().isEmpty() ? "good for 30 days" : ends())
                .up()
                .build();
    }
}
