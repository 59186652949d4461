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

/** Ready while this worker is in the group, its intake polls, and what waits is carried out. */
@Readiness
@ApplicationScoped
class SessionCheck implements HealthCheck {
    private static final Duration STALE = Duration.ofSeconds(60);

    private final Sessions sessions;
    private final Clock clock;
    private final WorkerConfig config;

    SessionCheck(Sessions sessions, Clock clock, WorkerConfig config) {
        this.sessions = sessions;
        this.clock = clock;
        this.config = config;
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
        Optional<String> standstill = Standstill.of(
                session.lag() + session.underWay(),
                session.lastPoll(),
                session.lastCommit(),
                clock.instant(),
                STALE,
                config.worker().stalledAfter());
        standstill.ifPresent(reason -> response.withData("reason", reason));
        return response.status(standstill.isEmpty())
                .withData("partitions", session.partitions())
                .withData("lag", session.lag())
                .withData("commandsUnderWay", session.underWay())
                .withData("commandsParked", session.parked())
                .withData("lastPoll", session.lastPoll().toString())
                .withData("lastCommit", session.lastCommit().toString())
                .build();
    }
}
