package io.mailroom.worker.commit;

import io.mailroom.worker.intake.Position;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.ApplicationRecoverableException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jboss.logging.Logger;

/**
 * Transactions on a real broker. The transactional id is the worker's name, so a worker that starts again ends at once
 * whatever its former process left open.
 *
 * <p>Used by the committing thread alone.
 */
public final class KafkaWriter implements TransactionalWriter, AutoCloseable {
    private static final Logger LOG = Logger.getLogger(KafkaWriter.class);

    private static final Duration BEFORE_NEXT_ATTEMPT = Duration.ofMillis(50);
    private static final Callback IN_THE_COMMIT = (metadata, failure) -> {
        // A failed write fails the commit, which is where it is judged.
    };

    private final KafkaProducer<byte[], byte[]> producer;
    private final Supplier<Optional<ConsumerGroupMetadata>> group;

    /** @param group the generation under which this worker owns its partitions, as of the newest poll */
    public KafkaWriter(
            Map<String, Object> connection,
            String transactionalId,
            Duration transactionTimeout,
            Supplier<Optional<ConsumerGroupMetadata>> group) {
        var config = new HashMap<>(connection);
        config.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, transactionalId);
        config.put(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG, (int) transactionTimeout.toMillis());
        config.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, (int) transactionTimeout.toMillis());
        config.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, (int)
                transactionTimeout.dividedBy(2).toMillis());
        config.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, (int)
                transactionTimeout.multipliedBy(3).toMillis());
        config.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, 8 * 1024 * 1024);
        config.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4");
        this.producer = new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer());
        this.group = group;
        try {
            producer.initTransactions();
        } catch (KafkaException e) {
            producer.close(Duration.ZERO);
            throw e;
        }
    }

    @Override
    public Optional<List<List<Long>>> commit(List<Settlement> batch) throws CannotCommit, InterruptedException {
        Optional<ConsumerGroupMetadata> generation = group.get();
        if (generation.isEmpty()) {
            Thread.sleep(BEFORE_NEXT_ATTEMPT);
            return Optional.empty();
        }
        var written = new ArrayList<List<Future<RecordMetadata>>>();
        try {
            producer.beginTransaction();
            for (Settlement settlement : batch) {
                var facts = new ArrayList<Future<RecordMetadata>>();
                for (Fact fact : settlement.facts()) {
                    facts.add(producer.send(RecordWriter.write(settlement.of(), fact), IN_THE_COMMIT));
                }
                written.add(facts);
            }
            producer.sendOffsetsToTransaction(offsets(batch), generation.get());
        } catch (KafkaException e) {
            return aborted(e);
        }
        return ended(written);
    }

    private Optional<List<List<Long>>> ended(List<List<Future<RecordMetadata>>> written)
            throws CannotCommit, InterruptedException {
        while (true) {
            try {
                producer.commitTransaction();
                return Optional.of(written.stream()
                        .map(facts -> facts.stream()
                                .map(fact -> fact.resultNow().offset())
                                .toList())
                        .toList());
            } catch (TimeoutException e) {
                // The same commit may be asked for again until its end is known (KafkaProducer, commitTransaction).
                LOG.warnf("commit is still unanswered");
            } catch (KafkaException e) {
                return aborted(e);
            }
        }
    }

    private Optional<List<List<Long>>> aborted(KafkaException cause) throws CannotCommit, InterruptedException {
        if (cause instanceof ApplicationRecoverableException) {
            throw new CannotCommit("the producer has to start again", cause);
        }
        try {
            producer.abortTransaction();
        } catch (KafkaException e) {
            e.addSuppressed(cause);
            throw new CannotCommit("a transaction could be neither committed nor aborted", e);
        }
        LOG.warnf("transaction aborted, tried again cause=%s", cause.getClass().getSimpleName());
        Thread.sleep(BEFORE_NEXT_ATTEMPT);
        return Optional.empty();
    }

    private static Map<TopicPartition, OffsetAndMetadata> offsets(List<Settlement> batch) {
        Set<PartitionOffsets> touched = new LinkedHashSet<>();
        batch.forEach(settlement -> touched.add(settlement.of()));
        var offsets = new HashMap<TopicPartition, OffsetAndMetadata>();
        touched.forEach(partition -> {
            Position position = partition.position();
            offsets.put(
                    new TopicPartition(partition.topic(), partition.partition()),
                    new OffsetAndMetadata(position.offset(), position.metadata()));
        });
        return offsets;
    }

    @Override
    public void close() {
        producer.close(Duration.ofSeconds(5));
    }
}
