package io.mailroom.worker.boot;

import io.mailroom.worker.health.DependencyHealth;
import io.mailroom.worker.session.Session;
import io.mailroom.worker.takeover.TakeoverStatus;
import io.mailroom.worker.time.SharedClock;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.function.ToDoubleFunction;

/** How much waits, and where; not a number while that is not known. */
@ApplicationScoped
class SessionGauges {
    private final Sessions sessions;
    private final MeterRegistry registry;
    private final DependencyHealth health;
    private final SharedClock clock;

    SessionGauges(Sessions sessions, MeterRegistry registry, DependencyHealth health, SharedClock clock) {
        this.sessions = sessions;
        this.registry = registry;
        this.health = health;
        this.clock = clock;
    }

    void register(@Observes StartupEvent event) {
        gauge(
                "mailroom.parked.commands",
                "Commands that wait in mail.parked",
                session -> session.core().partitions().owned().parked());
        gauge(
                "mailroom.commands.under.way",
                "Commands in memory",
                session -> session.core().underWay());
        gauge(
                "mailroom.commands.lag",
                "Records that wait to be read",
                session -> session.signs().lag().stream()
                        .asDoubleStream()
                        .findFirst()
                        .orElse(Double.NaN));
        gauge(
                "mailroom.partitions",
                "Partitions that this worker owns",
                session -> session.core().partitions().owned().count());
        gauge(
                "mailroom.partitions.being.taken.over",
                "Partitions that this worker is to have and does not work for yet",
                session -> session.takeovers() instanceof TakeoverStatus.Known known ? known.waiting() : Double.NaN);
        Gauge.builder("mailroom.held.clients", sessions, SessionGauges::heldClients)
                .description("Clients that are not worked for; health says which and why")
                .register(registry);
        Gauge.builder("mailroom.silence.seconds", health, all -> all.longest().toMillis() / 1000.0)
                .description("How long auth-service or Graph has not answered; health says which")
                .register(registry);
        Gauge.builder("mailroom.clock.skew.seconds", clock, SessionGauges::skew)
                .description("How far this machine's clock is ahead of the brokers'")
                .register(registry);
    }

    private static double skew(SharedClock clock) {
        return clock.machineAhead().map(ahead -> ahead.toMillis() / 1000.0).orElse(Double.NaN);
    }

    private static double heldClients(Sessions all) {
        return all.running().map(Session::holds).map(HeldClients::count).orElse(Double.NaN);
    }

    private void gauge(String name, String description, ToDoubleFunction<Session> value) {
        Gauge.builder(
                        name,
                        sessions,
                        all -> all.running().map(value::applyAsDouble).orElse(Double.NaN))
                .description(description)
                .register(registry);
    }
}
