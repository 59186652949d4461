package io.mailroom.chaos.trouble;

import io.mailroom.chaos.plan.Kind;
import io.mailroom.chaos.plan.Plan;
import io.mailroom.stack.LocalStack;
import io.mailroom.stack.StackFailure;
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

/** A keeper for each process. */
public final class Troubles implements AutoCloseable {
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final List<Keeper> keepers = new ArrayList<>();
    private final List<Future<?>> running = new ArrayList<>();
    private final AtomicReference<@Nullable RuntimeException> failure = new AtomicReference<>();

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

    /** @param round is interrupted when a keeper fails, since nothing would ever come back */
    public void start(Thread round) {
        for (Keeper keeper : keepers) {
            running.add(threads.submit(() -> {
                try {
                    keeper.run();
                } catch (RuntimeException e) {
                    failure.compareAndSet(null, e);
                    round.interrupt();
                }
            }));
        }
    }

    /** Returns when all works again. */
    public void heal() {
        keepers.forEach(Keeper::heal);
        try {
            for (Future<?> keeper : running) {
                keeper.get();
            }
        } catch (ExecutionException | InterruptedException e) {
            throw new StackFailure("The round was interrupted.", e);
        }
    }

    /** What a keeper could not bring back. */
    public Optional<RuntimeException> failure() {
        return Optional.ofNullable(failure.get());
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
