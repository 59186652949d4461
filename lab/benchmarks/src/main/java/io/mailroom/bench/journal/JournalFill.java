package io.mailroom.bench.journal;

import io.mailroom.stack.home.StackInfo;
import java.util.Map;
import java.util.concurrent.Future;
import java.util.function.LongConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Writes finished commands to the journal, a few in each transaction, as many workers would have in years. */
final class JournalFill {
    private static final int PARTITIONS = 12;
    private static final int A_TRANSACTION = 2000;
    private static final int PROGRESS_EVERY = 1_000_000;

    private final StackInfo stack;
    private final FinishedCommands commands;

    JournalFill(StackInfo stack, long seed) {
        this.stack = stack;
        this.commands = new FinishedCommands(seed);
    }

    void add(long count, LongConsumer progress) {
        Map<String, Object> settings = Map.of(
                "bootstrap.servers",
                stack.kafka().bootstrapServers(),
                "transactional.id",
                "bench-journal",
                // As the worker's own transactions are: small batches.
                "batch.size",
                4096);
        try (var producer = new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
            producer.initTransactions();
            for (long written = 0; written < count; written += A_TRANSACTION) {
                producer.beginTransaction();
                for (long i = 0; i < Math.min(A_TRANSACTION, count - written); i++) {
                    Future<?> _ = producer.send(commands.next(PARTITIONS));
                }
                producer.commitTransaction();
                if (written % PROGRESS_EVERY == 0) {
                    progress.accept(written);
                }
            }
        }
    }
}
