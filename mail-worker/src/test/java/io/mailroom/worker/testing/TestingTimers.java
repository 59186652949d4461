package io.mailroom.worker.testing;

import io.mailroom.worker.time.Timers;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Timers that ring when a test says so. A wait announces itself by the alarm that it sets. */
public final class TestingTimers implements Timers {
    private final Semaphore set = new Semaphore(0);
    private final List<Runnable> alarms = new CopyOnWriteArrayList<>();
    private volatile Instant now = Instant.parse("2026-01-15T08:00:00Z");

    @Override
    public Pending at(Instant time, Runnable task) {
        alarms.add(task);
        set.release();
        return () -> alarms.remove(task);
    }

    @Override
    public Instant now() {
        return now;
    }

    /** @return whether that many alarms more were set, within ten seconds */
    public boolean set(int times) throws InterruptedException {
        return set.tryAcquire(times, 10, TimeUnit.SECONDS);
    }

    /** It is that time now, and every alarm rings. */
    public void ringAt(Instant time) {
        now = time;
        alarms.forEach(Runnable::run);
    }

    /** Alarms that nobody has cancelled. */
    public int pending() {
        return alarms.size();
    }
}
