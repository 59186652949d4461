package io.mailroom.worker.boot;

import io.mailroom.worker.index.StateIndexes;
import io.mailroom.worker.session.Core;
import io.mailroom.worker.session.Session;
import io.mailroom.worker.time.SharedClock;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.common.annotation.Identifier;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.KafkaException;
import org.jboss.logging.Logger;

/** Keeps a session running: after one has failed the next begins, from what stands in Kafka. */
@ApplicationScoped
class Sessions {
    private static final Logger LOG = Logger.getLogger(Sessions.class);

    private static final Duration BEFORE_NEXT = Duration.ofSeconds(1);

    private final Session.Broker broker;
    private final WorkerConfig config;
    private final Core.Parts parts;
    private final Core.Limits limits;
    private final SharedClock clock;
    /** Outlives each session. */
    private final StateIndexes indexes;

    private final CountDownLatch stopping = new CountDownLatch(1);
    private final Thread keeper = Thread.ofPlatform().name("sessions").unstarted(this::keep);
    private volatile Optional<Session> running = Optional.empty();

    Sessions(
            @Identifier("default-kafka-broker") Map<String, Object> kafka,
            WorkerConfig config,
            Core.Parts parts,
            Core.Limits limits,
            SharedClock clock) {
        this.indexes = config.journal().directory().map(StateDirectory::open).orElseGet(StateIndexes::inMemory);
        this.broker = new Session.Broker(
                new HashMap<>(kafka),
                config.commit().transactionTimeout(),
                config.intake().loadWithin(),
                config.topics().lookEvery());
        this.config = config;
        this.parts = parts;
        this.limits = limits;
        this.clock = clock;
    }

    void start(@Observes StartupEvent event) {
        keeper.start();
    }

    /** Commands under way end first, within the bound for draining. */
    void stop(@Observes ShutdownEvent event) throws InterruptedException {
        stopping.countDown();
        keeper.interrupt();
        keeper.join(limits.drain().plusSeconds(30));
        indexes.close();
    }

    Optional<Session> running() {
        return running;
    }

    private void keep() {
        while (stopping.getCount() > 0) {
            setClock();
            try (var session = new Session(
                    broker, config.worker().name(), config.worker().group(), indexes, parts, limits, clock)) {
                running = Optional.of(session);
                session.start();
                session.awaitFailure();
                running = Optional.empty();
                LOG.error("session failed, everything is read anew");
            } catch (KafkaException e) {
                LOG.warnf("no broker to work with cause=%s", e.getMessage());
            } catch (InterruptedException e) {
                // Only a stop interrupts; the loop's condition sees it.
                LOG.info("session ends");
            } catch (Throwable e) { // whatever it is, the next session begins
                LOG.error("session failed, everything is read anew", e);
            } finally {
                running = Optional.empty();
            }
            pause();
        }
    }

    /** While no session runs: what waits or is counted in one never meets two times. */
    private void setClock() {
        Duration by = clock.begin();
        if (!by.isZero()) {
            LOG.warnf("the clock was set by=%s", by);
            parts.pace().clockSet(by);
        }
    }

    private void pause() {
        try {
            boolean _ = stopping.await(BEFORE_NEXT.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            LOG.debug("stopped while waiting for the next session");
        }
    }
}
