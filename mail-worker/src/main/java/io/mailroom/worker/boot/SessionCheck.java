package io.mailroom.worker.boot;

import io.mailroom.worker.health.DependencyHealth;
import io.mailroom.worker.intake.IntakeSigns;
import io.mailroom.worker.partition.OwnedPartitions;
import io.mailroom.worker.partition.RefusedWrites;
import io.mailroom.worker.session.Core;
import io.mailroom.worker.session.Session;
import io.mailroom.worker.takeover.TakeoverStatus;
import io.mailroom.worker.time.SharedClock;
import io.mailroom.worker.topics.Holds;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;
import org.jboss.logging.Logger;

/**
 * Ready while this worker is in the group, has taken its partitions over, reaches the broker, and what waits is carried
 * out. What does not answer, and which clients are held, is named also while it is ready: commands wait for it, and no
 * other worker would get further.
 */
@Readiness
@ApplicationScoped
class SessionCheck implements HealthCheck {
    private static final Logger LOG = Logger.getLogger(SessionCheck.class);
    private static final Duration UNPOLLED = Duration.ofSeconds(60);
    private static final Duration UNHEARD = Duration.ofSeconds(30);
    private static final String NOT_KNOWN = "not known";

    private final Sessions sessions;
    private final SharedClock clock;
    private final WorkerConfig config;
    private final DependencyHealth health;
    private Optional<Boolean> toldReady = Optional.empty();

    SessionCheck(Sessions sessions, SharedClock clock, WorkerConfig config, DependencyHealth health) {
        this.sessions = sessions;
        this.clock = clock;
        this.config = config;
        this.health = health;
    }

    @Override
    public HealthCheckResponse call() {
        HealthCheckResponseBuilder response = HealthCheckResponse.named("commands");
        health.silences().forEach((part, silence) -> response.withData(part, silence.toString()));
        ClockSentence.of(clock.machineAhead()).ifPresent(sentence -> response.withData("clock", sentence));
        Optional<Session> running = sessions.running();
        running.map(Session::holds).ifPresent(holds -> tell(holds, response));
        TakeoverStatus takeovers = running.map(Session::takeovers).orElseGet(TakeoverStatus.NotJoined::new);
        if (running.isEmpty() || takeovers instanceof TakeoverStatus.NotJoined) {
            return ended(response, takeovers.unready());
        }
        Session session = running.get();
        tell(takeovers, response);
        tell(session.core(), response);
        OptionalLong lag = session.signs().lag();
        lag.ifPresentOrElse(known -> response.withData("lag", known), () -> response.withData("lag", NOT_KNOWN));
        OwnedPartitions owned = session.core().partitions().owned();
        response.withData("partitions", owned.count())
                .withData("commandsUnderWay", session.core().underWay())
                .withData("commandsParked", owned.parked())
                .withData("lastPoll", session.signs().lastPoll().toString())
                .withData(
                        "lastCommit",
                        session.core().lastCommit().map(Instant::toString).orElse(NOT_KNOWN));
        return ended(
                response, session.holds().everybody().or(takeovers::unready).or(() -> stall(session)));
    }

    private HealthCheckResponse ended(HealthCheckResponseBuilder response, Optional<String> trouble) {
        log(trouble);
        trouble.ifPresent(reason -> response.withData("reason", reason));
        return response.status(trouble.isEmpty()).build();
    }

    /** One line for each time that the worker becomes ready, or is so no more; as often as it is asked. */
    private synchronized void log(Optional<String> trouble) {
        boolean ready = trouble.isEmpty();
        if (toldReady.filter(before -> before == ready).isEmpty()) {
            LOG.infof("%s", trouble.map(why -> "not ready why=" + why).orElse("ready"));
        }
        toldReady = Optional.of(ready);
    }

    private static void tell(TakeoverStatus takeovers, HealthCheckResponseBuilder response) {
        if (takeovers instanceof TakeoverStatus.Known known) {
            response.withData("partitionsLoaded", "%d of %d".formatted(known.loaded(), known.partitions()));
            response.withData("offsetsRead", "%d of %d".formatted(known.read(), known.toRead()));
        }
    }

    private static void tell(Holds holds, HealthCheckResponseBuilder response) {
        // Before the first look nobody knows how many.
        holds.lookedAt()
                .ifPresent(_ -> response.withData("heldClients", holds.all().size()));
        HeldClients.named(holds).forEach(response::withData);
    }

    private static void tell(Core core, HealthCheckResponseBuilder response) {
        core.stuck()
                .forEach((client, stuck) -> response.withData(
                        "commits." + client, "nothing committed since %s: %s".formatted(stuck.since(), stuck.why())));
        RefusedWrites refused = core.refusedWrites();
        refused.newest().ifPresent(newest -> response.withData("refusedWrites", refused.count() + ", last: " + newest));
    }

    private Optional<String> stall(Session session) {
        IntakeSigns signs = session.signs();
        return StallDetector.of(
                new StallDetector.Signs(
                        signs.lag().orElse(0) + session.core().underWay(),
                        signs.lastPoll(),
                        signs.lastHeartbeat(),
                        session.core().lastCommit().orElseGet(clock::instant)),
                clock.instant(),
                new StallDetector.Bounds(UNPOLLED, UNHEARD, config.worker().stalledAfter()));
    }
}
