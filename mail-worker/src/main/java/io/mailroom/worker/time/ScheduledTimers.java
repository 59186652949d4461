package io.mailroom.worker.time;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jboss.logging.Logger;

/** Timers on one thread, however many there are. */
public final class ScheduledTimers implements Timers, AutoCloseable {
    private static final Logger LOG = Logger.getLogger(ScheduledTimers.class);

    private final Clock clock;
    private final Consumer<Throwable> onFailure;
    private final ScheduledThreadPoolExecutor thread = new ScheduledThreadPoolExecutor(
            1, Thread.ofPlatform().name("timers").daemon().factory());

    /** What a task throws is logged, and ends nothing but that task. */
    public ScheduledTimers(Clock clock) {
        this(clock, _ -> {});
    }

    /** @param onFailure called with what a task throws */
    public ScheduledTimers(Clock clock, Consumer<Throwable> onFailure) {
        this.clock = clock;
        this.onFailure = onFailure;
        thread.setRemoveOnCancelPolicy(true);
    }

    @Override
    public Pending at(Instant time, Runnable task) {
        long nanos = Math.max(0, Duration.between(clock.instant(), time).toNanos());
        ScheduledFuture<?> future = thread.schedule(() -> whenDue(time, task), nanos, TimeUnit.NANOSECONDS);
        return () -> future.cancel(false);
    }

    /** A clock that was set back while the timer ran must not make a call early. */
    private void whenDue(Instant time, Runnable task) {
        if (clock.instant().isBefore(time)) {
            Pending _ = at(time, task);
            return;
        }
        try {
            task.run();
        } catch (Throwable e) {
            LOG.error("a timer failed", e);
            onFailure.accept(e);
        }
    }

    @Override
    public Instant now() {
        return clock.instant();
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}
