package io.mailroom.worker.boot;

import io.mailroom.worker.pipeline.Session;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;

/** Ready while this worker is in the group and its intake moves. */
@Readiness
@ApplicationScoped
class SessionCheck implements HealthCheck {
    private static final Duration STALE = Duration.ofSeconds(60);

    private final Sessions sessions;
    private final Clock clock;

    SessionCheck(Sessions sessions, Clock clock) {
        this.sessions = sessions;
        this.clock = clock;
    }

    @Override
    public HealthCheckResponse call() {
        HealthCheckResponseBuilder response = HealthCheckResponse.named("commands");
        Optional<Session> running = sessions.running();
        if (running.isEmpty() || !running.get().joined()) {
            return response.down()
                    .withData("reason", "not in the consumer group")
                    .build();
        }
        Session session = running.get();
        boolean moving = session.lastPoll().isAfter(clock.instant().minus(STALE));
        return response.status(moving)
                .withData("partitions", session.partitions())
                .withData("commandsUnderWay", session.underWay())
                .withData("lastPoll", session.lastPoll().toString())
                .build();
    }
}
