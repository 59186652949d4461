package io.mailroom.worker.time;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** Timers on one thread. A million of them cost a heap of that size and no thread more. */
public final class ScheduledTimers implements Timers, AutoCloseable {
    private final Clock clock;
    private final ScheduledThreadPoolExecutor thread = new ScheduledThreadPoolExecutor(
            1, Thread.ofPlatform().name("timers").daemon().factory());

    public ScheduledTimers(Clock clock) {
        this.clock = clock;
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
        } else {
            task.run();
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
