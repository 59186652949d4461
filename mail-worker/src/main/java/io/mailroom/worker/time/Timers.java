package io.mailroom.worker.time;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/** Calls back when a time has come. Nothing in the core waits for a time in any other way. */
public interface Timers {
    /** A call that was asked for. */
    interface Pending {
        /** The call is not made any more, unless it is being made already. */
        void cancel();
    }

    /** @param task short and never blocking; it may be called a little late, never early */
    Pending at(Instant time, Runnable task);

    Instant now();

    /**
     * Parks the calling (virtual) thread.
     *
     * @throws InterruptedException if the thread is to stop
     */
    default void sleep(Duration duration) throws InterruptedException {
        var over = new CompletableFuture<Void>();
        Pending alarm = at(now().plus(duration), () -> over.complete(null));
        try {
            over.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("a timer cannot fail", e);
        } finally {
            alarm.cancel();
        }
    }
}
