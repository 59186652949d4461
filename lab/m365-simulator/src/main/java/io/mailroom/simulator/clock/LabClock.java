package io.mailroom.simulator.clock;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicReference;

/** Real time plus what a test has added; never goes back. */
@ApplicationScoped
public class LabClock implements InstantSource {
    private final AtomicReference<Duration> ahead = new AtomicReference<>(Duration.ZERO);

    @Override
    public Instant instant() {
        return Clock.systemUTC().instant().plus(ahead.get());
    }

    /** @throws IllegalArgumentException if the step is negative */
    public Instant advance(Duration step) {
        if (step.isNegative()) {
            throw new IllegalArgumentException("the clock only goes forward");
        }
        ahead.accumulateAndGet(step, Duration::plus);
        return instant();
    }

    public Duration ahead() {
        return ahead.get();
    }

    public void restore(Duration saved) {
        ahead.set(saved);
    }
}
