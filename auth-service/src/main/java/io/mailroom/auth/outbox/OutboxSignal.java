package io.mailroom.auth.outbox;

import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Says that an event was committed in this process. */
@Singleton
class OutboxSignal {
    private final Semaphore committed = new Semaphore(0);

    void eventCommitted() {
        committed.release();
    }

    /** @return whether an event was committed since the last call; at the latest when the time is over */
    boolean await(Duration atMost) throws InterruptedException {
        boolean any = committed.tryAcquire(atMost.toMillis(), TimeUnit.MILLISECONDS);
        committed.drainPermits();
        return any;
    }
}
