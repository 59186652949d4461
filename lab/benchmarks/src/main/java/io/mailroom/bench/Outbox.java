package io.mailroom.bench;

import io.cloudevents.kafka.KafkaMessageFactory;
import io.mailroom.bench.Mailboxes.Connected;
import io.mailroom.model.command.MailBody;
import io.mailroom.model.command.Recipient;
import io.mailroom.model.command.SendMail;
import io.mailroom.model.id.ClientName;
import io.mailroom.model.id.CommandKey;
import io.mailroom.model.id.ConnectionId;
import io.mailroom.model.id.MailboxAddress;
import io.mailroom.model.topic.TopicNames;
import io.mailroom.model.wire.MailEvents;
import io.mailroom.stack.home.StackInfo;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** The topic of commands: mails published to it, and how much of it waits. */
public final class Outbox implements AutoCloseable {
    /** The group of the workers, as no stack of a benchmark sets another. */
    public static final String WORKERS = "mailroom-workers";

    private final String topic;
    private final Map<String, Object> broker;
    private final KafkaProducer<String, byte[]> producer;

    public Outbox(StackInfo stack) {
        this.topic = TopicNames.commands(new ClientName(stack.client().name()));
        this.broker = Map.of("bootstrap.servers", stack.kafka().bootstrapServers());
        this.producer = new KafkaProducer<>(broker, new StringSerializer(), new ByteArraySerializer());
    }

    /** @param id also the subject of the mail */
    public void publish(String id, Connected mailbox) {
        Future<?> _ = producer.send(command(topic, id, mailbox));
    }

    /** @param id also the subject of the mail */
    public static ProducerRecord<String, byte[]> command(String topic, String id, Connected mailbox) {
        return KafkaMessageFactory.<String>createWriter(topic, null, mailbox.connection())
                .writeBinary(MailEvents.command(mail(id, mailbox), Instant.now()));
    }

    private static SendMail mail(String id, Connected mailbox) {
        return SendMail.builder(
                        new CommandKey("/bench", id),
                        new ConnectionId(mailbox.connection()),
                        id,
                        new MailBody.PlainText("Please pay."))
                .to(new Recipient(new MailboxAddress("alex@fabrikam.example"), null))
                .build();
    }

    /** Records that the workers' group has not passed. */
    public long lag() {
        try (var consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", broker.get("bootstrap.servers"), "group.id", WORKERS),
                new StringDeserializer(),
                new ByteArrayDeserializer())) {
            Set<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
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
    }
}
