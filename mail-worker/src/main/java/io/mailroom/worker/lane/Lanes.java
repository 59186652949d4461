package io.mailroom.worker.lane;

import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * One line for each mailbox: what is added to a line runs in the order in which it was added, one at a time, on a
 * virtual thread; lines run side by side.
 *
 * <p>A step must not throw; one that does is answered by the thread's handler, and the line goes on with the next.
 *
 * @param <K> what names a line
 */
public final class Lanes<K> {
    private final Executor executor;
    private final Map<K, Queue<Runnable>> lines = new HashMap<>();

    /** @param executor one new (virtual) thread for each task */
    public Lanes(Executor executor) {
        this.executor = executor;
    }

    public void add(K line, Runnable step) {
        synchronized (lines) {
            Queue<Runnable> waiting = lines.get(line);
            if (waiting != null) {
                waiting.add(step);
                return;
            }
            waiting = new ArrayDeque<>();
            waiting.add(step);
            lines.put(line, waiting);
        }
        executor.execute(() -> drain(line));
    }

    /** How many lines have something to do. */
    public int busy() {
        synchronized (lines) {
            return lines.size();
        }
    }

    private void drain(K line) {
        for (Runnable step = next(line); step != null; step = next(line)) {
            try {
                step.run();
            } catch (RuntimeException e) {
                Thread thread = Thread.currentThread();
                thread.getUncaughtExceptionHandler().uncaughtException(thread, e);
            }
        }
    }

    /** An empty line is taken away, so that a million idle mailboxes cost nothing. */
    private @Nullable Runnable next(K line) {
        synchronized (lines) {
            Queue<Runnable> waiting = lines.get(line);
            Runnable step = waiting == null ? null : waiting.poll();
            if (step == null) {
                lines.remove(line);
            }
            return step;
        }
    }
}
