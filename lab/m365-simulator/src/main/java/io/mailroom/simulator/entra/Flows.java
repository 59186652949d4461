package io.mailroom.simulator.entra;

import io.mailroom.m365.entra.AuthorizeRequest;
import io.mailroom.simulator.clock.LabClock;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/** Sign-ins that have begun and wait for the person; forgotten after an hour. */
@ApplicationScoped
class Flows {
    private static final Duration LIFE = Duration.ofHours(1);

    private final Map<String, Flow> flows = new ConcurrentHashMap<>();
    private final LabClock clock;

    private record Flow(AuthorizeRequest request, Instant begunAt) {}

    Flows(LabClock clock) {
        this.clock = clock;
    }

    String begin(AuthorizeRequest request) {
        forgetOld();
        String id = UUID.randomUUID().toString();
        flows.put(id, new Flow(request, clock.instant()));
        return id;
    }

    private void forgetOld() {
        Instant oldest = clock.instant().minus(LIFE);
        flows.values().removeIf(flow -> flow.begunAt().isBefore(oldest));
    }

    Optional<AuthorizeRequest> find(String id) {
        forgetOld();
        return Optional.ofNullable(flows.get(id)).map(Flow::request);
    }

    void end(String id) {
        flows.remove(id);
    }
}
