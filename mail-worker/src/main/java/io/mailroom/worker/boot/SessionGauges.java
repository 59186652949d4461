package io.mailroom.worker.boot;

import io.mailroom.worker.pipeline.Session;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.function.ToDoubleFunction;

/** How much waits, and where; nothing while there is no session. */
@ApplicationScoped
class SessionGauges {
    private final Sessions sessions;
    private final MeterRegistry registry;

    SessionGauges(Sessions sessions, MeterRegistry registry) {
        this.sessions = sessions;
        this.registry = registry;
    }

    void register(@Observes StartupEvent event) {
        gauge("mailroom.parked.commands", "Commands that wait in mail.parked", Session::parked);
        gauge("mailroom.commands.under.way", "Commands in memory", Session::underWay);
        gauge("mailroom.commands.lag", "Records that wait to be read", Session::lag);
        gauge("mailroom.partitions", "Partitions that this worker owns", Session::partitions);
    }

    private void gauge(String name, String description, ToDoubleFunction<Session> value) {
        Gauge.builder(
                        name,
                        sessions,
                        all -> all.running().map(value::applyAsDouble).orElse(0.0))
                .description(description)
                .register(registry);
    }
}
