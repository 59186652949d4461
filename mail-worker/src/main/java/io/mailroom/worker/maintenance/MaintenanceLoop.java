package io.mailroom.worker.maintenance;

import io.mailroom.worker.time.Timers;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/**
 * Goes round the partitions when it is asked, and every ten minutes. One round at a time: what one has changed may be
 * changed again before another gets to it. What fails for one partition is told and costs no other and no later round.
 *
 * @param <P> a partition
 */
public final class MaintenanceLoop<P> implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(MaintenanceLoop.class);
    private static final Duration BETWEEN = Duration.ofMinutes(10);

    private final Supplier<List<P>> partitions;
    private final Work<P> work;
    private final Executor threads;
    private final Timers timers;
    private final AtomicInteger asked = new AtomicInteger();
    private Timers.Pending next = () -> {};
    private volatile boolean closed;

    /** What is to be done with each partition. */
    public interface Work<P> {
        /** @param goesOn false once nobody needs it any more */
        void on(P partition, BooleanSupplier goesOn) throws InterruptedException, TimeoutException;
    }

    public MaintenanceLoop(Supplier<List<P>> partitions, Work<P> work, Executor threads, Timers timers) {
        this.partitions = partitions;
        this.work = work;
        this.threads = threads;
        this.timers = timers;
    }

    public void again() {
        if (closed) {
            return;
        }
        next = timers.at(timers.now().plus(BETWEEN), () -> {
            now();
            again();
        });
    }

    /** Returns at once. While a round is under way, another follows it. */
    public void now() {
        if (asked.getAndIncrement() == 0) {
            threads.execute(this::untilNobodyAsks);
        }
    }

    private void untilNobodyAsks() {
        int answered;
        do {
            answered = asked.get();
            partitions.get().forEach(this::visit);
        } while (!asked.compareAndSet(answered, 0));
    }

    private void visit(P partition) {
        if (closed) {
            return;
        }
        try {
            work.on(partition, () -> !closed);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (TimeoutException | RuntimeException e) {
            LOG.warnf(
                    e,
                    "%s failed for a partition, and is tried again within %s",
                    work.getClass().getSimpleName(),
                    BETWEEN);
        }
    }

    @Override
    public void close() {
        closed = true;
        next.cancel();
    }
}
