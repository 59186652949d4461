package io.mailroom.stack.part;

import io.mailroom.stack.StackFailure;
import io.mailroom.stack.time.Waiting;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/** Starts parts side by side, each as soon as those it needs are ready. */
public record ParallelStart(PartStart start) {
    /**
     * @param parts in an order in which each stands behind those it needs
     * @throws StackFailure of the first part that failed; the others are given up
     */
    public void all(List<Part> parts) {
        Map<String, Future<?>> started = new LinkedHashMap<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Part part : parts) {
                List<Future<?>> needed = part.after().stream()
                        .filter(started::containsKey)
                        .<Future<?>>map(started::get)
                        .toList();
                started.put(part.name(), threads.submit(() -> {
                    for (Future<?> other : needed) {
                        await(other);
                    }
                    start.start(part);
                }));
            }
            StackFailure failure = firstFailure(started);
            if (failure != null) {
                threads.shutdownNow();
                throw failure;
            }
        }
    }

    private static @Nullable StackFailure firstFailure(Map<String, Future<?>> started) {
        for (Future<?> part : started.values()) {
            try {
                await(part);
            } catch (StackFailure e) {
                return e;
            }
        }
        return null;
    }

    private static void await(Future<?> future) {
        try {
            Object _ = Waiting.get(future);
        } catch (ExecutionException e) {
            Throwable cause = Objects.requireNonNullElse(e.getCause(), e);
            if (cause instanceof StackFailure failure) {
                throw failure;
            }
            throw new StackFailure("Unexpected: " + cause, cause);
        }
    }
}
