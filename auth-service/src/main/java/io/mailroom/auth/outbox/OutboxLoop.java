package io.mailroom.auth.outbox;

import io.mailroom.auth.store.Outbox;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Publishes the outbox: at once after a change in this process, otherwise once a second for what other replicas left. */
@Singleton
public class OutboxLoop {
    private static final Logger LOG = Logger.getLogger(OutboxLoop.class);
    private static final Duration LOOK_EVERY = Duration.ofSeconds(1);

    private final OutboxPublisher publisher;
    private final Outbox outbox;
    private volatile boolean running;
    // Written by the loop alone, read by the health check.
    private volatile @Nullable String trouble;
    private @Nullable Thread thread;

    @Inject
    OutboxLoop(OutboxPublisher publisher, Outbox outbox) {
        this.publisher = publisher;
        this.outbox = outbox;
    }

    public void start() {
        running = true;
        thread = Thread.ofVirtual().name("outbox-publisher").start(this::run);
    }

    /** What keeps events from going out, or null. */
    public @Nullable String trouble() {
        return trouble;
    }

    private void run() {
        while (running) {
            if (!publish() && !awaitEvent()) {
                return;
            }
        }
    }

    /** @return false if the loop is to end */
    private boolean awaitEvent() {
        try {
            var _ = outbox.await(LOOK_EVERY);
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** @return whether there may be more */
    private boolean publish() {
        try {
            return switch (publisher.publish()) {
                case OutboxPublisher.Outcome.Published(boolean more) -> {
                    report(null);
                    yield more;
                }
                case OutboxPublisher.Outcome.Failed(String kind) -> {
                    report(kind);
                    yield false;
                }
            };
        } catch (RuntimeException e) {
            report(e.getClass().getSimpleName());
            return false;
        }
    }

    private void report(@Nullable String now) {
        if (now != null && trouble == null) {
            LOG.warnf("connection events wait kind=%s", now);
        } else if (now == null && trouble != null) {
            LOG.info("connection events flow again");
        }
        trouble = now;
    }

    @PreDestroy
    void stop() {
        running = false;
        if (thread != null) {
            thread.interrupt();
        }
    }
}
