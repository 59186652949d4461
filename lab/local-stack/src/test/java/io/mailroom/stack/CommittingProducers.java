package io.mailroom.stack;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.mailroom.model.topic.TopicPlan;
import io.mailroom.stack.broker.Broker;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;

/** Producers that commit one transaction after the other to all partitions of a topic, until they are told to end. */
final class CommittingProducers implements AutoCloseable {
    private static final String TOPIC = "mail.results.erp";
    private static final int PRODUCERS = 12;
    private static final int UNDER_WAY = 30 * PRODUCERS;

    private final Broker broker;
    private final ExecutorService producers = Executors.newVirtualThreadPerTaskExecutor();
    private final Set<String> committed = ConcurrentHashMap.newKeySet();
    private final CountDownLatch underWay = new CountDownLatch(UNDER_WAY);
    private volatile boolean ending;

    CommittingProducers(Broker broker) {
        this.broker = broker;
    }

    /** Returns once all of them are busy. */
    void start() throws InterruptedException {
        IntStream.range(0, PRODUCERS).forEach(number -> producers.submit(() -> commitOneAfterTheOther(number)));
        underWay.await();
    }

    /** None begins another transaction. */
    void end() {
        ending = true;
    }

    /** What was acknowledged as committed; complete once this is closed. */
    Set<String> committed() {
        return committed;
    }

    private void commitOneAfterTheOther(int number) {
        var impatient = broker.with("transactional.id", "crash-" + number)
                .with("request.timeout.ms", 1000)
                .with("delivery.timeout.ms", 2000)
                .with("max.block.ms", 5000);
        try (var producer = impatient.producer()) {
            producer.initTransactions();
            for (int transaction = 0; !ending; transaction++) {
                commit(producer, number + "/" + transaction);
                underWay.countDown();
            }
        } catch (KafkaException brokerIsGone) {
            IntStream.range(0, UNDER_WAY).forEach(_ -> underWay.countDown());
        }
    }

    private void commit(KafkaProducer<byte[], byte[]> producer, String transaction) {
        producer.beginTransaction();
        for (int partition = 0; partition < TopicPlan.PARTITIONS; partition++) {
            producer.send(
                    new ProducerRecord<>(TOPIC, partition, null, (transaction + "/" + partition).getBytes(UTF_8)));
        }
        producer.commitTransaction();
        IntStream.range(0, TopicPlan.PARTITIONS).forEach(partition -> committed.add(transaction + "/" + partition));
    }

    /** Reads until all is there that was committed, or until patience ends. */
    Set<String> read(Duration patience) {
        Set<String> found = new HashSet<>();
        try (var consumer = broker.consumerOf(TOPIC)) {
            Instant until = Instant.now().plus(patience);
            while (!found.containsAll(committed) && Instant.now().isBefore(until)) {
                consumer.poll(Duration.ofSeconds(1)).forEach(each -> found.add(new String(each.value(), UTF_8)));
            }
        }
        return found;
    }

    /** Waits for the last answers. */
    @Override
    public void close() {
        end();
        producers.close();
    }
}
