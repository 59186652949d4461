package io.mailroom.worker.intake;

import io.mailroom.model.topic.TopicNames;
import io.mailroom.worker.intake.PartitionFlow.Assigned;
import io.mailroom.worker.record.Place;
import io.mailroom.worker.record.Position;
import io.mailroom.worker.record.RawRecord;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jboss.logging.Logger;

/**
 * The one thread that polls. It never commits an offset: offsets go into the transactions of the results.
 *
 * <p>While the flow is full it goes on polling with every partition paused, so that the group keeps this worker; and
 * partitions that are held stay paused while the others are read.
 */
public final class CommandIntake implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(CommandIntake.class);

    public static final int MOST_RECORDS_OF_A_POLL = 200;

    /** What comes in ends it at once. */
    private static final Duration POLL = Duration.ofSeconds(1);
    /** A consumer with paused partitions that it has fetched from spins while it waits (KAFKA-21084): so it never waits. */
    private static final Duration WHILE_FULL = Duration.ofMillis(250);

    private static final Duration WHILE_SOME_WAIT = Duration.ofMillis(20);
    /** For one question about offsets; who gets no answer asks again at the next poll. */
    private static final Duration QUESTION = Duration.ofSeconds(5);

    private final KafkaConsumer<byte[], byte[]> consumer;
    private final PartitionFlow flow;
    private final GivenPartitions given;
    private final IntakeSigns signs;
    private final Consumer<Membership> membership;
    private final Runnable onFailure;
    private final Thread thread;
    private final CountDownLatch closing = new CountDownLatch(1);
    private volatile Optional<ConsumerGroupMetadata> generation = Optional.empty();
    private boolean full;

    /**
     * @param membership told by the polling thread after each poll; must return at once
     * @param onFailure called from the polling thread when it ends by anything but {@link #close}
     */
    public CommandIntake(
            Map<String, Object> connection,
            String group,
            PartitionFlow flow,
            Clock clock,
            Consumer<Membership> membership,
            Runnable onFailure) {
        Map<String, Object> config = ConsumerSettings.of(connection, group);
        this.consumer = new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer());
        this.flow = flow;
        this.given = new GivenPartitions(flow);
        this.signs = new IntakeSigns(consumer, clock);
        this.membership = membership;
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

    public IntakeSigns signs() {
        return signs;
    }

    private void run() {
        try (consumer) {
            consumer.subscribe(TopicNames.ALL_COMMANDS, new Rebalance());
            while (closing.getCount() > 0) {
                polled().forEach(this::read);
                holdAndTake();
                tell(consumer.groupMetadata());
                signs.polled(partitions(given.worked()));
                pauseOrResume();
                rest();
            }
        } catch (WakeupException | InterruptException e) {
            LOG.debugf("polling ends");
        } catch (Throwable e) { // whatever it is, a worker that does not poll must not seem to be one
            LOG.errorf(e, "polling failed");
        } finally {
            generation = Optional.empty();
            if (closing.getCount() > 0) {
                onFailure.run();
            }
        }
    }

    private void tell(ConsumerGroupMetadata now) {
        generation = Optional.of(now);
        membership.accept(new Membership(
                now.memberId(), now.generationId(), consumer.subscription(), given.worked(), given.waiting()));
    }

    private ConsumerRecords<byte[], byte[]> polled() {
        try {
            return consumer.poll(full || given.waitsForAny() ? Duration.ZERO : POLL);
        } catch (WakeupException | InterruptException e) {
            throw e;
        } catch (KafkaException e) {
            Set<Place> places = Unreadable.places(e, consumer.assignment());
            if (places.isEmpty()) {
                throw e;
            }
            places.forEach(place -> flow.unreadable(place, Unreadable.sentence(e)));
            return ConsumerRecords.empty();
        }
    }

    private void read(ConsumerRecord<byte[], byte[]> record) {
        if (given.works(new Place(record.topic(), record.partition()))) {
            flow.record(RawRecord.of(record));
        }
    }

    /** What is held is given up here, though the group leaves it to this worker; what is held no more is taken anew. */
    private void holdAndTake() {
        Set<Place> toHold = given.toHold();
        if (!toHold.isEmpty()) {
            consumer.pause(partitions(toHold));
            given.hold(toHold);
            flow.lost(toHold);
        }
        given.toTake().forEach(this::take);
        Set<Place> taken = given.taken();
        if (!full) {
            consumer.resume(partitions(taken));
        }
    }

    private void take(Set<Place> places) {
        Map<Place, Assigned> assigned;
        try {
            assigned = positions(places);
        } catch (WakeupException | InterruptException e) {
            throw e;
        } catch (RetriableException e) {
            // It may pass, or the topic is not what it was: it is looked at before the next attempt.
            LOG.warnf("where partitions stand is not known yet count=%d cause=%s", places.size(), e.getMessage());
            flow.given(places);
            return;
        } catch (KafkaException e) {
            places.forEach(place -> flow.unreadable(place, Unreadable.sentence(e)));
            return;
        }
        given.taking(places);
        flow.assigned(assigned);
    }

    /** The committed offset waits for those in an open transaction; what was committed with it says the rest. */
    private Map<Place, Assigned> positions(Set<Place> places) {
        Set<TopicPartition> partitions = partitions(places);
        Map<TopicPartition, OffsetAndMetadata> committed = consumer.committed(partitions, QUESTION);
        Map<TopicPartition, Long> first = consumer.beginningOffsets(partitions, QUESTION);
        Map<TopicPartition, Long> last = consumer.endOffsets(partitions, QUESTION);
        var positions = new HashMap<Place, Assigned>();
        for (Place place : places) {
            var partition = new TopicPartition(place.topic(), place.partition());
            OffsetAndMetadata known = committed.get(partition);
            long earliest = first.getOrDefault(partition, 0L);
            Position left = known == null ? Position.at(earliest) : Position.read(known.offset(), known.metadata());
            Position position =
                    left.within(earliest, last.getOrDefault(partition, Long.MAX_VALUE), flow.topicId(place));
            consumer.seek(partition, position.offset());
            positions.put(
                    place,
                    new Assigned(
                            position,
                            consumer.partitionsFor(place.topic(), QUESTION).size()));
        }
        return positions;
    }

    private void pauseOrResume() {
        boolean now = flow.full();
        if (now) {
            // Also those that were assigned since the last look.
            consumer.pause(consumer.assignment());
        } else if (full) {
            consumer.resume(partitions(given.worked()));
        }
        full = now;
    }

    private void rest() throws InterruptedException {
        if (full || given.waitsForAny()) {
            boolean _ = closing.await((full ? WHILE_FULL : WHILE_SOME_WAIT).toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    /** Ends polling; partitions still owned are revoked in an orderly way first. */
    @Override
    public void close() {
        closing.countDown();
        consumer.wakeup();
        try {
            thread.join(Duration.ofSeconds(30));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static Set<TopicPartition> partitions(Set<Place> places) {
        return places.stream()
                .map(place -> new TopicPartition(place.topic(), place.partition()))
                .collect(Collectors.toSet());
    }

    private static Set<Place> places(Collection<TopicPartition> partitions) {
        return partitions.stream().map(CommandIntake::place).collect(Collectors.toSet());
    }

    static Place place(TopicPartition partition) {
        return new Place(partition.topic(), partition.partition());
    }

    private final class Rebalance implements ConsumerRebalanceListener {
        @Override
        public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
            if (!partitions.isEmpty()) {
                consumer.pause(partitions);
                given.given(places(partitions));
                holdAndTake();
            }
        }

        @Override
        public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
            gone(partitions, flow::revoked);
        }

        @Override
        public void onPartitionsLost(Collection<TopicPartition> partitions) {
            gone(partitions, flow::lost);
        }

        private void gone(Collection<TopicPartition> partitions, Consumer<Set<Place>> andThen) {
            Set<Place> gone = given.gone(places(partitions));
            if (!gone.isEmpty()) {
                andThen.accept(gone);
            }
        }
    }
}
