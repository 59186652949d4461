package io.mailroom.chaos.trouble;

import io.mailroom.chaos.plan.Kind;
import io.mailroom.chaos.plan.Plan;
import io.mailroom.stack.LocalStack;
import io.mailroom.stack.StackFailure;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** A keeper for each process. */
public final class Troubles implements AutoCloseable {
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final List<Keeper> keepers = new ArrayList<>();
    private final List<Future<?>> running = new ArrayList<>();

    public Troubles(LocalStack stack, Plan plan, int workers, Instant begin, Diary diary) {
        for (Kind kind : Kind.values()) {
            for (String part : kind.parts(workers)) {
                keepers.add(new Keeper(
                        stack,
                        kind,
                        part,
                        plan.troubles().stream()
                                .filter(trouble -> trouble.part().equals(part))
                                .toList(),
                        begin,
                        diary));
            }
        }
    }

    public void start() {
        keepers.forEach(keeper -> running.add(threads.submit(keeper)));
    }

    /** Returns when all works again. */
    public void heal() {
        keepers.forEach(Keeper::heal);
        for (Future<?> keeper : running) {
            try {
                keeper.get();
            } catch (ExecutionException e) {
                throw e.getCause() instanceof StackFailure failure
                        ? failure
                        : new StackFailure("A process could not be troubled: " + e.getCause(), e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new StackFailure("The round was interrupted.", e);
            }
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
