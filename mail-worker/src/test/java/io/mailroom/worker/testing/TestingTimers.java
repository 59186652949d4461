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
    private final List<Alarm> alarms = new CopyOnWriteArrayList<>();
    private volatile Instant now = Instant.parse("2026-01-15T08:00:00Z");

    /** Told from another of the same task. */
    private static final class Alarm {
        private final Runnable task;

        Alarm(Runnable task) {
            this.task = task;
        }
    }

    @Override
    public Pending at(Instant time, Runnable task) {
        var alarm = new Alarm(task);
        alarms.add(alarm);
        set.release();
        return () -> alarms.remove(alarm);
    }

    @Override
    public Instant now() {
        return now;
    }

    /** @return whether that many alarms more were set, within ten seconds */
    public boolean set(int times) throws InterruptedException {
        return set.tryAcquire(times, 10, TimeUnit.SECONDS);
    }

    /** It is that time now, and every alarm rings, once, also one that was set for later. */
    public void ringAt(Instant time) {
        now = time;
        for (Alarm alarm : alarms) {
            if (alarms.remove(alarm)) {
                alarm.task.run();
            }
        }
    }

    /** Alarms that have not rung and that nobody has cancelled. */
    public int pending() {
        return alarms.size();
    }
}
