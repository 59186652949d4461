package io.mailroom.worker.commit;

import io.mailroom.model.command.Limits;
import io.mailroom.worker.record.Position;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Transactions on a real broker. The transactional id names worker and client, so a worker that starts again ends at
 * once whatever its former process left open, and no client waits for what another's topics do.
 *
 * <p>Used by the committing thread alone.
 */
public final class KafkaWriter implements TransactionalWriter {
    private static final Logger LOG = Logger.getLogger(KafkaWriter.class);

    /** The client reckons a record's size from above, by some tens of bytes. */
    private static final int RECKONING = 1_024;

    private final Map<String, Object> settings;
    private final Supplier<Optional<ConsumerGroupMetadata>> group;
    private final Clock clock;
    private @Nullable KafkaProducer<byte[], byte[]> producer;
    private int metadata = Position.MOST_CHARACTERS;

    /**
     * @param group the generation under which this worker owns its partitions, as of the newest poll
     * @param clock gives records their times
     */
    public KafkaWriter(
            Map<String, Object> connection,
            String transactionalId,
            Duration transactionTimeout,
            Supplier<Optional<ConsumerGroupMetadata>> group,
            Clock clock) {
        this.settings = settings(connection, transactionalId, transactionTimeout);
        this.group = group;
        this.clock = clock;
    }

    private static Map<String, Object> settings(
            Map<String, Object> connection, String transactionalId, Duration timeout) {
        var config = new HashMap<>(connection);
        config.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, transactionalId);
        config.put(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG, (int) timeout.toMillis());
        config.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, (int) timeout.toMillis());
        config.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, (int)
                timeout.dividedBy(2).toMillis());
        config.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, (int)
                timeout.multipliedBy(3).toMillis());
        config.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, Limits.KEPT_RECORD_BYTES + RECKONING);
        // What was taken uncompressed goes on as large as it came; compressed again, it could outgrow its topic.
        config.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "none");
        return config;
    }

    @Override
    public void open() {
        try {
            KafkaProducer<byte[], byte[]> _ = producer();
        } catch (KafkaException e) {
            LOG.debugf("no producer yet cause=%s", e.getMessage());
        }
    }

    private KafkaProducer<byte[], byte[]> producer() {
        KafkaProducer<byte[], byte[]> known = producer;
        if (known != null) {
            return known;
        }
        var made = new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
        try {
            made.initTransactions();
        } catch (RuntimeException e) {
            made.close(Duration.ZERO);
            throw e;
        }
        producer = made;
        return made;
    }

    @Override
    public Written commit(List<CommitRequest> batch) throws CannotCommit, InterruptedException {
        try {
            Optional<ConsumerGroupMetadata> generation = group.get();
            return generation.isEmpty() ? new Written.NotNow("not in the group") : written(batch, generation.get());
        } catch (InterruptException e) {
            throw new InterruptedException();
        }
    }

    private Written written(List<CommitRequest> batch, ConsumerGroupMetadata generation) throws CannotCommit {
        KafkaProducer<byte[], byte[]> open;
        try {
            open = producer();
        } catch (KafkaException e) {
            return judged("no transaction can be begun", e, Written.NotNow::new);
        }
        var transaction = new Transaction(open, batch, clock.instant());
        try {
            open.beginTransaction();
            if (transaction.write()) {
                open.sendOffsetsToTransaction(offsets(batch), generation);
                return committed(open, transaction);
            }
            return aborted(open, transaction, new KafkaException("a record was refused"));
        } catch (InterruptException e) {
            throw e;
        } catch (KafkaException e) {
            return aborted(open, transaction, e);
        }
    }

    private Written committed(KafkaProducer<byte[], byte[]> open, Transaction transaction) {
        while (true) {
            try {
                open.commitTransaction();
                return new Written.Committed(transaction.offsets());
            } catch (TimeoutException e) {
                // The same commit may be asked for again until its end is known (KafkaProducer, commitTransaction).
                LOG.warnf("commit is still unanswered");
            }
        }
    }

    private Written aborted(KafkaProducer<byte[], byte[]> open, Transaction transaction, KafkaException thrown)
            throws CannotCommit {
        Throwable cause =
                transaction.failure().<Throwable>map(Transaction.Failure::cause).orElse(thrown);
        if (WriteJudge.of(cause) != WriteVerdict.BEGIN_ANEW) {
            abort(open, cause);
        }
        return judged("the producer has to start again", cause, transaction::refused);
    }

    private static void abort(KafkaProducer<byte[], byte[]> open, Throwable cause) throws CannotCommit {
        try {
            open.abortTransaction();
        } catch (InterruptException e) {
            throw e;
        } catch (KafkaException e) {
            e.addSuppressed(cause);
            throw new CannotCommit("a transaction could be neither committed nor aborted", e);
        }
    }

    /** Kafka's messages here name topics, groups and ids, and hold no content. */
    private Written judged(String beginAnew, Throwable cause, Function<String, Written> refused) throws CannotCommit {
        Throwable word = WriteJudge.word(cause);
        String name = word.getClass().getSimpleName();
        return switch (WriteJudge.of(cause)) {
            case TRY_AGAIN -> new Written.NotNow(name);
            case RECORD_REFUSED -> refused.apply(name);
            case CLOSED -> new Written.Closed(name + ": " + word.getMessage());
            case LESS_METADATA -> {
                metadata = metadata / 2;
                yield new Written.NotNow(name);
            }
            case BEGIN_ANEW -> throw new CannotCommit(beginAnew, cause);
        };
    }

    private Map<TopicPartition, OffsetAndMetadata> offsets(List<CommitRequest> batch) {
        var offsets = new HashMap<TopicPartition, OffsetAndMetadata>();
        CommitRequest.positions(batch)
                .forEach((partition, position) -> offsets.put(
                        new TopicPartition(partition.topic(), partition.partition()),
                        new OffsetAndMetadata(position.offset(), position.metadata(metadata))));
        return offsets;
    }

    @Override
    public void close() {
        if (producer != null) {
            producer.close(Duration.ofSeconds(5));
        }
    }
}
