package io.mailroom.worker.intake;

import io.mailroom.model.topic.TopicNames;
import io.mailroom.worker.intake.PartitionFlow.Assigned;
import io.mailroom.worker.intake.PartitionFlow.Place;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.Metric;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The one thread that polls. It never commits an offset: offsets go into the transactions of the results.
 *
 * <p>While the flow is full it goes on polling with every partition paused, so that the group keeps this worker.
 */
public final class CommandIntake implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(CommandIntake.class);

    public static final int MOST_RECORDS_OF_A_POLL = 200;

    private static final Duration POLL = Duration.ofMillis(100);

    private final KafkaConsumer<byte[], byte[]> consumer;
    private final PartitionFlow flow;
    private final Runnable onFailure;
    private final Thread thread;
    private volatile Optional<ConsumerGroupMetadata> generation = Optional.empty();
    private volatile Instant lastPoll = Instant.now();
    private volatile Instant lastHeartbeat = Instant.now();
    private volatile long lag;
    private volatile boolean closing;
    private boolean paused;
    private @Nullable Metric sinceHeartbeat;

    /** @param onFailure called from the polling thread when it ends by anything but {@link #close} */
    public CommandIntake(Map<String, Object> connection, String group, PartitionFlow flow, Runnable onFailure) {
        var config = new HashMap<>(connection);
        config.put(ConsumerConfig.GROUP_ID_CONFIG, group);
        config.put(ConsumerConfig.GROUP_PROTOCOL_CONFIG, "consumer");
        // Each client's partitions are spread by themselves; the default gives one worker all of a client's.
        config.put(ConsumerConfig.GROUP_REMOTE_ASSIGNOR_CONFIG, "range");
        config.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        config.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        // Also makes the position wait for offsets that are still inside somebody's open transaction.
        config.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, IsolationLevel.READ_COMMITTED.toString());
        config.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, MOST_RECORDS_OF_A_POLL);
        config.put(ConsumerConfig.METADATA_MAX_AGE_CONFIG, 5_000);
        this.consumer = new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer());
        this.flow = flow;
        this.onFailure = onFailure;
        this.thread = Thread.ofPlatform().name("intake").daemon().unstarted(this::run);
    }

    public void start() {
        thread.start();
    }

    /** Under which generation this worker owns its partitions, as of the newest poll. */
    public Optional<ConsumerGroupMetadata> generation() {
        return generation;
    }

    public Instant lastPoll() {
        return lastPoll;
    }

    /** When the broker was last told that this worker is there; while it is away, nothing can be told. */
    public Instant lastHeartbeat() {
        return lastHeartbeat;
    }

    /** Records that wait to be read, as of the newest poll. */
    public long lag() {
        return lag;
    }

    private void run() {
        try (consumer) {
            consumer.subscribe(TopicNames.ALL_COMMANDS, new Rebalance());
            while (!closing) {
                for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
                    flow.record(RawRecord.of(record));
                }
                generation = Optional.of(consumer.groupMetadata());
                lastPoll = Instant.now();
                lastHeartbeat = heartbeat(lastPoll);
                lag = consumer.assignment().stream()
                        .map(consumer::currentLag)
                        .mapToLong(known -> known.orElse(0))
                        .sum();
                pauseOrResume();
            }
        } catch (WakeupException e) {
            LOG.debugf("polling ends");
        } catch (RuntimeException e) {
            LOG.errorf(e, "polling failed");
        } finally {
            generation = Optional.empty();
            if (!closing) {
                onFailure.run();
            }
        }
    }

    private Instant heartbeat(Instant now) {
        if (sinceHeartbeat == null) {
            sinceHeartbeat = consumer.metrics().values().stream()
                    .filter(metric -> metric.metricName().name().equals("last-heartbeat-seconds-ago"))
                    .findFirst()
                    .orElse(null);
        }
        return sinceHeartbeat != null && sinceHeartbeat.metricValue() instanceof Double seconds && seconds >= 0
                ? now.minusSeconds(seconds.longValue())
                : lastHeartbeat;
    }

    private void pauseOrResume() {
        boolean full = flow.full();
        if (full) {
            // Also those that were assigned since the last look.
            consumer.pause(consumer.assignment());
        } else if (paused) {
            consumer.resume(consumer.paused());
        }
        paused = full;
    }

    /** Ends polling; partitions still owned are revoked in an orderly way first. */
    @Override
    public void close() {
        closing = true;
        consumer.wakeup();
        try {
            thread.join(Duration.ofSeconds(30));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private final class Rebalance implements ConsumerRebalanceListener {
        @Override
        public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
            if (!partitions.isEmpty()) {
                flow.assigned(partitions.stream().collect(Collectors.toMap(Rebalance::place, this::position)));
            }
        }

        @Override
        public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
            flow.revoked(partitions.stream().map(Rebalance::place).collect(Collectors.toSet()));
        }

        @Override
        public void onPartitionsLost(Collection<TopicPartition> partitions) {
            flow.lost(partitions.stream().map(Rebalance::place).collect(Collectors.toSet()));
        }

        /** The position waits for offsets in an open transaction; what was committed with it says the rest. */
        private Assigned position(TopicPartition partition) {
            long offset = consumer.position(partition);
            OffsetAndMetadata committed = consumer.committed(Set.of(partition)).get(partition);
            Position position = committed != null && committed.offset() == offset
                    ? Position.read(offset, committed.metadata())
                    : Position.at(offset);
            return new Assigned(
                    position, consumer.partitionsFor(partition.topic()).size());
        }

        private static Place place(TopicPartition partition) {
            return new Place(partition.topic(), partition.partition());
        }
    }
}
