package io.mailroom.worker.pipeline;

import io.mailroom.worker.commit.Committers;
import io.mailroom.worker.commit.Fact;
import io.mailroom.worker.commit.Settlement;
import io.mailroom.worker.journal.Journal;
import io.mailroom.worker.journal.JournalKey;
import io.mailroom.worker.time.Timers;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/**
 * Forgets finished commands that the journal's window has passed over, and takes in what was written since the last time,
 * which then is not read by the next takeover. One sweep at a time: what one has forgotten may
 * have been begun anew when another gets to it. A sweep that fails is told and costs no later one.
 */
final class JournalSweep implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(JournalSweep.class);
    private static final Duration BETWEEN = Duration.ofMinutes(10);
    private static final int FORGOTTEN_AT_ONCE = 500;

    private final Supplier<List<OwnedPartition>> partitions;
    private final Committers committers;
    private final Executor threads;
    private final Timers timers;
    private final Clock clock;
    private final Duration window;
    private final AtomicInteger asked = new AtomicInteger();
    private Timers.Pending next = () -> {};
    private volatile boolean closed;

    JournalSweep(
            Supplier<List<OwnedPartition>> partitions,
            Committers committers,
            Executor threads,
            Timers timers,
            Clock clock,
            Duration window) {
        this.partitions = partitions;
        this.committers = committers;
        this.threads = threads;
        this.timers = timers;
        this.clock = clock;
        this.window = window;
    }

    void again() {
        if (closed) {
            return;
        }
        next = timers.at(timers.now().plus(BETWEEN), () -> {
            now();
            again();
        });
    }

    /** Returns at once. While a sweep is under way, another follows it. */
    void now() {
        if (asked.getAndIncrement() == 0) {
            threads.execute(this::untilNobodyAsks);
        }
    }

    private void untilNobodyAsks() {
        int answered;
        do {
            answered = asked.get();
            try {
                partitions.get().forEach(this::sweep);
            } catch (RuntimeException e) {
                LOG.warnf(e, "the journal could not be swept; the next sweep is within %s", BETWEEN);
            }
        } while (!asked.compareAndSet(answered, 0));
    }

    private void sweep(OwnedPartition partition) {
        boolean more = true;
        while (more && !closed) {
            more = swept(partition);
        }
        if (!closed) {
            catchUp(partition.journal());
        }
    }

    private static void catchUp(Journal journal) {
        try {
            journal.catchUp();
        } catch (TimeoutException e) {
            throw new IllegalStateException(e);
        }
    }

    /** @return whether there may be more to forget */
    private boolean swept(OwnedPartition partition) {
        try {
            Journal.Expired expired =
                    partition.journal().expired(clock.instant().minus(window));
            if (!forgotten(partition, expired.keys())) {
                return false;
            }
            partition.journal().swept(expired);
            return expired.more();
        } catch (TimeoutException e) {
            throw new IllegalStateException(e);
        }
    }

    private boolean forgotten(OwnedPartition partition, List<JournalKey> old) {
        for (int from = 0; from < old.size(); from += FORGOTTEN_AT_ONCE) {
            List<JournalKey> some = old.subList(from, Math.min(old.size(), from + FORGOTTEN_AT_ONCE));
            boolean committed = committers
                    .settle(Settlement.goingOn(
                            partition.offsets(),
                            some.stream().<Fact>map(Fact.Forgotten::new).toList()))
                    .committed();
            if (!committed) {
                return false;
            }
            some.forEach(partition.journal()::forget);
        }
        return true;
    }

    @Override
    public void close() {
        closed = true;
        next.cancel();
    }
}
