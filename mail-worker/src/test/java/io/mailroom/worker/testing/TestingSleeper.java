package io.mailroom.worker.testing;

import io.mailroom.worker.call.Sleeper;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Waiting costs no time here, and is written down. */
public final class TestingSleeper implements Sleeper {
    private final TestingClock clock;
    private final List<Duration> waited = new ArrayList<>();
    private boolean interrupted;
    private Runnable beforeNext = () -> {};

    public TestingSleeper(TestingClock clock) {
        this.clock = clock;
    }

    public void interrupt() {
        interrupted = true;
    }

    /** What happens during the next wait. */
    public void beforeNext(Runnable event) {
        beforeNext = event;
    }

    public List<Duration> waited() {
        return waited;
    }

    @Override
    public boolean sleepUntil(Instant time) {
        if (interrupted) {
            return false;
        }
        beforeNext.run();
        beforeNext = () -> {};
        waited.add(Duration.between(clock.instant(), time));
        clock.set(time);
        return true;
    }

    @Override
    public boolean interrupted() {
        return interrupted;
    }
}
