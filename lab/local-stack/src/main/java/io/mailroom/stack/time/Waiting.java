package io.mailroom.stack.time;

import io.mailroom.stack.StackFailure;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.function.BooleanSupplier;

/** Waits for what another thread, process or machine does. Whoever is interrupted meanwhile gets a {@link StackFailure}. */
public final class Waiting {
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(50);

    private Waiting() {}

    /** @return whether it was so at a look within that time; the first look comes at once */
    public static boolean until(Duration patience, BooleanSupplier so) {
        return until(patience, BETWEEN_LOOKS, so);
    }

    public static boolean until(Duration patience, Duration betweenLooks, BooleanSupplier so) {
        long end = System.nanoTime() + patience.toNanos();
        while (!so.getAsBoolean()) {
            if (System.nanoTime() > end) {
                return false;
            }
            pause(betweenLooks);
        }
        return true;
    }

    public static void pause(Duration time) {
        try {
            Thread.sleep(time);
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    /** What was asked of another, such as a broker. */
    public static <T> T get(Future<T> asked) throws ExecutionException {
        try {
            return asked.get();
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    public static StackFailure interrupted(InterruptedException e) {
        Thread.currentThread().interrupt();
        return new StackFailure("Interrupted.", e);
    }
}
