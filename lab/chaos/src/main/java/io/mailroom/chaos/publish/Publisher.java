package io.mailroom.chaos.publish;

import io.cloudevents.kafka.KafkaMessageFactory;
import io.mailroom.chaos.plan.PlannedCommand;
import io.mailroom.model.command.MailBody;
import io.mailroom.model.command.Recipient;
import io.mailroom.model.command.SendMail;
import io.mailroom.model.id.ClientName;
import io.mailroom.model.id.CommandKey;
import io.mailroom.model.id.ConnectionId;
import io.mailroom.model.id.MailboxAddress;
import io.mailroom.model.topic.TopicNames;
import io.mailroom.model.wire.MailEvents;
import io.mailroom.stack.StackFailure;
import io.mailroom.stack.home.StackInfo;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;

/** Publishes each command once and in order, through every outage of the broker. */
public final class Publisher implements AutoCloseable {
    public static final String SOURCE = "/mailroom/chaos";
    private static final List<Recipient> CUSTOMER =
            List.of(new Recipient(new MailboxAddress("customer@example.com"), null));

    private final KafkaProducer<String, byte[]> producer;
    private final String topic;
    private final List<ConnectionId> connections;
    private final AtomicInteger confirmed = new AtomicInteger();
    private final AtomicReference<@Nullable Exception> refusal = new AtomicReference<>();

    public Publisher(StackInfo stack, List<ConnectionId> connections) {
        this.topic = TopicNames.commands(new ClientName(stack.client().name()));
        this.connections = List.copyOf(connections);
        this.producer =
                new KafkaProducer<>(PatientProducer.settings(stack), new StringSerializer(), new ByteArraySerializer());
    }

    /** Returns when the broker has confirmed the last one. */
    public void publish(List<PlannedCommand> commands, Instant begin) {
        for (PlannedCommand command : commands) {
            await(begin.plus(command.at()));
            publish(command);
        }
        producer.flush();
        Exception refused = refusal.get();
        if (refused != null) {
            throw new StackFailure("The broker refused a command: " + refused.getMessage(), refused);
        }
    }

    private void publish(PlannedCommand command) {
        SendMail mail = mail(command);
        var _ = producer.send( // the callback hears of it
                KafkaMessageFactory.<String>createWriter(
                                topic, null, mail.connection().value())
                        .writeBinary(MailEvents.command(mail, Instant.now())),
                (_, refused) -> {
                    if (refused == null) {
                        confirmed.incrementAndGet();
                    } else {
                        refusal.compareAndSet(null, refused);
                    }
                });
    }

    private SendMail mail(PlannedCommand command) {
        return mail(command.id(), connections.get(command.mailbox()));
    }

    /** Its id is also its subject. */
    public static SendMail mail(String id, ConnectionId connection) {
        return SendMail.builder(new CommandKey(SOURCE, id), connection, id, new MailBody.PlainText("Please pay."))
                .to(CUSTOMER)
                .build();
    }

    private static void await(Instant time) {
        try {
            Thread.sleep(Duration.between(Instant.now(), time)); // none if it is past
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StackFailure("The round was interrupted.", e);
        }
    }

    public int confirmed() {
        return confirmed.get();
    }

    @Override
    public void close() {
        producer.close(Duration.ZERO);
    }
}
