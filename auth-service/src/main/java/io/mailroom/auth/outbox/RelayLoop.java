package io.mailroom.auth.outbox;

import jakarta.annotation.PreDestroy;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Runs the relay: at once after a change in this process, otherwise once a second for what other replicas left. */
@Singleton
public class RelayLoop {
    private static final Logger LOG = Logger.getLogger(RelayLoop.class);
    private static final Duration LOOK_EVERY = Duration.ofSeconds(1);

    private final Relay relay;
    private final Semaphore wakes = new Semaphore(0);
    private volatile boolean running;
    // Written by the loop alone, read by the health check.
    private volatile @Nullable String trouble;
    private @Nullable Thread thread;

    @Inject
    RelayLoop(Relay relay) {
        this.relay = relay;
    }

    public void start() {
        running = true;
        thread = Thread.ofVirtual().name("outbox-relay").start(this::run);
    }

    /** An event was committed. */
    public void wake() {
        wakes.release();
    }

    /** What keeps events from going out, or null. */
    public @Nullable String trouble() {
        return trouble;
    }

    private void run() {
        while (running) {
            boolean more = round();
            try {
                if (!more && wakes.tryAcquire(LOOK_EVERY.toMillis(), TimeUnit.MILLISECONDS)) {
                    wakes.drainPermits();
                }
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    private boolean round() {
        try {
            return switch (relay.move()) {
                case Relay.Moved.Done(boolean more) -> {
                    note(null);
                    yield more;
                }
                case Relay.Moved.Stuck(String kind) -> {
                    note(kind);
                    yield false;
                }
            };
        } catch (RuntimeException e) {
            note(e.getClass().getSimpleName());
            return false;
        }
    }

    private void note(@Nullable String now) {
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
