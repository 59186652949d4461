package io.mailroom.bench.headofline;

import io.cloudevents.CloudEvent;
import io.cloudevents.kafka.KafkaMessageFactory;
import io.mailroom.bench.Mailboxes.Connected;
import io.mailroom.model.command.Importance;
import io.mailroom.model.command.MailBody;
import io.mailroom.model.command.Recipient;
import io.mailroom.model.command.SendMail;
import io.mailroom.model.id.ClientName;
import io.mailroom.model.id.CommandKey;
import io.mailroom.model.id.ConnectionId;
import io.mailroom.model.id.MailboxAddress;
import io.mailroom.model.result.MailResult;
import io.mailroom.model.topic.TopicNames;
import io.mailroom.model.wire.MailEvents;
import io.mailroom.stack.erp.Answers;
import io.mailroom.stack.erp.Events;
import io.mailroom.stack.home.StackInfo;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.HdrHistogram.Histogram;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Publishes commands at a steady pace, each mailbox in its turn, and reads their results. */
final class Traffic implements AutoCloseable {
    private static final Duration LAST_ANSWERS = Duration.ofSeconds(20);

    private final ClientName client;
    private final Map<String, Object> broker;
    private final List<Connected> mailboxes;
    private final KafkaProducer<String, byte[]> producer;
    private final Events events;
    private final Map<String, Long> publishedAt = new ConcurrentHashMap<>();
    private int count;

    Traffic(StackInfo stack, List<Connected> mailboxes) {
        this.client = new ClientName(stack.client().name());
        this.broker = Map.of("bootstrap.servers", stack.kafka().bootstrapServers());
        this.mailboxes = mailboxes;
        this.producer = new KafkaProducer<>(broker, new StringSerializer(), new ByteArraySerializer());
        this.events = Events.fromNow(stack);
    }

    Delays round(int perSecond, Duration length, Predicate<Connected> counted) throws InterruptedException {
        var millis = new Histogram(3);
        publishedAt.clear();
        Thread publisher = Thread.ofPlatform().start(() -> publish(perSecond, length, counted));
        Instant end = Instant.now().plus(length).plus(LAST_ANSWERS);
        while (Instant.now().isBefore(end) && (publisher.isAlive() || !publishedAt.isEmpty())) {
            for (CloudEvent event : events.next(Duration.ofMillis(20))) {
                if (event.getType().equals(MailResult.TYPE)) {
                    Long at = publishedAt.remove(
                            Answers.data(event).at("/command/id").asText());
                    if (at != null) {
                        millis.recordValue((System.nanoTime() - at) / 1_000_000);
                    }
                }
            }
        }
        publisher.join();
        return new Delays(millis, publishedAt.size());
    }

    private void publish(int perSecond, Duration length, Predicate<Connected> counted) {
        long gap = TimeUnit.SECONDS.toNanos(1) / perSecond;
        long start = System.nanoTime();
        for (long i = 0; i * gap < length.toNanos(); i++) {
            java.util.concurrent.locks.LockSupport.parkNanos(start + i * gap - System.nanoTime());
            Connected mailbox = mailboxes.get(count % mailboxes.size());
            String id = "load-" + ++count;
            if (counted.test(mailbox)) {
                publishedAt.put(id, System.nanoTime());
            }
            Future<?> _ = producer.send(
                    KafkaMessageFactory.<String>createWriter(TopicNames.commands(client), null, mailbox.connection())
                            .writeBinary(MailEvents.command(mail(id, mailbox), Instant.now())));
        }
    }

    private static SendMail mail(String id, Connected mailbox) {
        return new SendMail(
                new CommandKey("/bench", id),
                new ConnectionId(mailbox.connection()),
                List.of(new Recipient(new MailboxAddress("alex@fabrikam.example"), null)),
                List.of(),
                List.of(),
                List.of(),
                id,
                new MailBody.PlainText("Please pay."),
                Importance.NORMAL,
                List.of());
    }

    /** Records that the workers' group has not passed. */
    long lag() {
        try (var consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", broker.get("bootstrap.servers"), "group.id", "mailroom-workers"),
                new StringDeserializer(),
                new ByteArrayDeserializer())) {
            Set<TopicPartition> partitions = consumer.partitionsFor(TopicNames.commands(client)).stream()
                    .map(info -> new TopicPartition(info.topic(), info.partition()))
                    .collect(Collectors.toSet());
            var committed = consumer.committed(partitions);
            return consumer.endOffsets(partitions).entrySet().stream()
                    .mapToLong(end -> committed.get(end.getKey()) == null
                            ? end.getValue()
                            : end.getValue() - committed.get(end.getKey()).offset())
                    .sum();
        }
    }

    @Override
    public void close() {
        producer.close(Duration.ofSeconds(5));
        events.close();
    }
}
