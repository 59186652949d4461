package io.mailroom.worker.time;

import static org.assertj.core.api.Assertions.assertThat;

import io.mailroom.worker.testing.TestingClock;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedTransferQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class ScheduledTimersTest {
    private final TestingClock clock = new TestingClock();
    private final LinkedTransferQueue<Throwable> failures = new LinkedTransferQueue<>();
    private final CountDownLatch called = new CountDownLatch(1);

    private void awaitCall() throws InterruptedException {
        assertThat(called.await(1, TimeUnit.MINUTES)).isTrue();
    }

    @Nested
    class A_call {
        @Test
        void is_not_made_early_by_a_clock_that_was_set_back_meanwhile() throws InterruptedException {
            Instant due = clock.instant();
            var readings = new AtomicInteger();
            InstantSource setBack = () -> {
                int reading = readings.incrementAndGet();
                return reading == 2 || reading == 3 ? due.minusMillis(1) : due;
            };

            try (var timers = new ScheduledTimers(setBack.withZone(ZoneOffset.UTC))) {
                Timers.Pending _ = timers.at(due, called::countDown);
                awaitCall();
            }

            assertThat(readings).hasValue(4);
        }

        @Test
        void that_was_cancelled_is_not_made() throws InterruptedException {
            try (var timers = new ScheduledTimers(clock)) {
                var cancelled = new AtomicInteger();
                CountDownLatch holdsUp = new CountDownLatch(1);
                Timers.Pending _ = timers.at(clock.instant(), () -> await(holdsUp));
                Timers.Pending pending = timers.at(clock.instant(), cancelled::incrementAndGet);
                Timers.Pending _ = timers.at(clock.instant(), called::countDown);

                pending.cancel();
                holdsUp.countDown();
                awaitCall();

                assertThat(cancelled).hasValue(0);
            }
        }

        @Test
        void that_fails_is_told_and_ends_no_other() throws InterruptedException {
            try (var timers = new ScheduledTimers(clock, failures::add)) {
                var planted = new StackOverflowError();
                Timers.Pending _ = timers.at(clock.instant(), () -> {
                    throw planted;
                });
                Timers.Pending _ = timers.at(clock.instant(), called::countDown);
                awaitCall();

                assertThat(failures).containsExactly(planted);
            }
        }
    }

    @Test
    void all_calls_come_on_one_thread() throws InterruptedException {
        Set<Thread> threads = ConcurrentHashMap.newKeySet();
        var all = new CountDownLatch(1_000);
        try (var timers = new ScheduledTimers(clock)) {
            for (int i = 0; i < 1_000; i++) {
                Timers.Pending _ = timers.at(clock.instant(), () -> {
                    threads.add(Thread.currentThread());
                    all.countDown();
                });
            }
            assertThat(all.await(1, TimeUnit.MINUTES)).isTrue();
        }

        assertThat(threads).hasSize(1);
    }

    private static void await(CountDownLatch signal) {
        try {
            signal.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
