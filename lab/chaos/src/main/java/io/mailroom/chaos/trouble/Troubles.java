package io.mailroom.chaos.trouble;

import io.mailroom.chaos.plan.Kind;
import io.mailroom.chaos.plan.Plan;
import io.mailroom.stack.LocalStack;
import io.mailroom.stack.StackFailure;
import io.mailroom.stack.time.Waiting;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** All that goes on beside the commands: a keeper for each process, and what else disturbs. */
public final class Troubles implements AutoCloseable {
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final List<Disturbance> disturbances = new ArrayList<>();
    private final List<Future<?>> running = new ArrayList<>();
    private final AtomicReference<@Nullable RuntimeException> failure = new AtomicReference<>();

    /** @param others what else goes on, from {@link #start} on */
    public Troubles(
            LocalStack stack,
            Plan plan,
            int workers,
            Instant begin,
            TroubleLog troubleLog,
            List<? extends Disturbance> others) {
        disturbances.addAll(others);
        for (Kind kind : Kind.values()) {
            for (String part : kind.parts(workers)) {
                disturbances.add(new PartSupervisor(
                        stack,
                        kind,
                        part,
                        plan.troubles().stream()
                                .filter(trouble -> trouble.part().equals(part))
                                .toList(),
                        begin,
                        troubleLog));
            }
        }
    }

    /** @param round is interrupted when one of them fails, since the round is none any more */
    public void start(Thread round) {
        for (Disturbance disturbance : disturbances) {
            running.add(threads.submit(() -> {
                try {
                    disturbance.run();
                } catch (RuntimeException e) {
                    failure.compareAndSet(null, e);
                    round.interrupt();
                }
            }));
        }
    }

    /** Returns when all works again. */
    public void heal() {
        disturbances.forEach(Disturbance::heal);
        try {
            for (Future<?> disturbance : running) {
                Object _ = Waiting.get(disturbance);
            }
        } catch (ExecutionException e) {
            throw new StackFailure("The round was interrupted.", e);
        }
    }

    /** What one of them could not do. */
    public Optional<RuntimeException> failure() {
        return Optional.ofNullable(failure.get());
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
