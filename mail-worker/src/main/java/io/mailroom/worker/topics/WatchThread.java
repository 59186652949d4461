package io.mailroom.worker.topics;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * A thread that asks the brokers, round by round, until it is closed.
 *
 * @param <C> what it asks by; opened when it is needed, and anew after it was dropped
 */
final class WatchThread<C extends AutoCloseable> implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(WatchThread.class);

    /** One question, and the wait for the next. */
    interface Round {
        void run() throws InterruptedException;
    }

    private final Supplier<C> clients;
    private final Semaphore wakes = new Semaphore(0);
    private final Thread thread;
    private volatile boolean closing;
    private @Nullable C client;

    WatchThread(String name, Supplier<C> clients, Round round) {
        this.clients = clients;
        this.thread = Thread.ofPlatform().name(name).daemon().unstarted(() -> run(round));
    }

    void start() {
        thread.start();
    }

    private void run(Round round) {
        try {
            while (!closing) {
                round.run();
            }
        } catch (InterruptedException e) {
            // Only close() interrupts, and nobody looks at this thread any more.
        } finally {
            drop();
        }
    }

    /** For a round alone. */
    C client() {
        if (client == null) {
            client = clients.get();
        }
        return client;
    }

    /** For a round alone: the client has failed, or is not needed for now. */
    void drop() {
        C dropped = client;
        client = null;
        try {
            if (dropped != null) {
                dropped.close();
            }
        } catch (Exception e) {
            LOG.debugf("a client of the brokers was closed with a failure cause=%s", e.getMessage());
        }
    }

    /** Any thread may call: who waits goes on, or the next wait ends at once. */
    void wake() {
        wakes.release();
    }

    /** For a round alone. */
    void await(Duration most) throws InterruptedException {
        if (wakes.tryAcquire(most.toMillis(), TimeUnit.MILLISECONDS)) {
            wakes.drainPermits();
        }
    }

    /** For a round alone. */
    void await() throws InterruptedException {
        wakes.acquire();
        wakes.drainPermits();
    }

    @Override
    public void close() {
        closing = true;
        thread.interrupt();
        try {
            if (thread.isAlive()) {
                boolean _ = thread.join(Duration.ofSeconds(5));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
