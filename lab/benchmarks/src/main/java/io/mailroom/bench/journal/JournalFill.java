package io.mailroom.bench.journal;

import io.mailroom.model.topic.TopicPlan;
import io.mailroom.stack.broker.Broker;
import io.mailroom.stack.home.StackInfo;
import java.time.Instant;
import java.util.concurrent.Future;
import java.util.function.LongConsumer;

/** Writes finished commands to the journal, as workers would have in weeks. */
final class JournalFill {
    private static final int A_TRANSACTION = 10_000;
    /** What a worker in full swing has written in its last minute. */
    private static final int RECENT = 100;

    private static final int PROGRESS_EVERY = 1_000_000;

    private final StackInfo stack;
    private final FinishedCommands commands;

    JournalFill(StackInfo stack, long seed) {
        this.stack = stack;
        this.commands = new FinishedCommands(seed);
    }

    /** @return when the newest of them was written */
    Instant add(long count, LongConsumer progress) {
        var broker = Broker.of(stack)
                .with("transactional.id", "bench-journal")
                // As the worker's own transactions are: small batches.
                .with("batch.size", 4096);
        try (var producer = broker.producer()) {
            producer.initTransactions();
            long old = Math.max(0, count - RECENT);
            for (long written = 0; written < old; written += A_TRANSACTION) {
                producer.beginTransaction();
                for (long i = 0; i < Math.min(A_TRANSACTION, old - written); i++) {
                    Future<?> _ = producer.send(commands.old(TopicPlan.PARTITIONS, (double) (written + i) / count));
                }
                producer.commitTransaction();
                if (written % PROGRESS_EVERY == 0) {
                    progress.accept(written);
                }
            }
            producer.beginTransaction();
            Instant now = Instant.now();
            for (long i = 0; i < count - old; i++) {
                Future<?> _ = producer.send(commands.recent(TopicPlan.PARTITIONS, now));
            }
            producer.commitTransaction();
            return now;
        }
    }
}
