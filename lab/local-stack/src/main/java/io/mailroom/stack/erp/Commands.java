package io.mailroom.stack.erp;

import io.cloudevents.CloudEvent;
import io.mailroom.model.command.Limits;
import io.mailroom.model.command.MailBody;
import io.mailroom.model.command.MailCommand;
import io.mailroom.model.command.Recipient;
import io.mailroom.model.command.SendMail;
import io.mailroom.model.id.ClientName;
import io.mailroom.model.id.CommandKey;
import io.mailroom.model.id.ConnectionId;
import io.mailroom.model.id.MailboxAddress;
import io.mailroom.model.topic.TopicNames;
import io.mailroom.model.wire.MailEvents;
import io.mailroom.stack.StackFailure;
import io.mailroom.stack.broker.Broker;
import io.mailroom.stack.home.StackInfo;
import io.mailroom.stack.time.Waiting;
import java.time.Instant;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.RecordMetadata;

/** Publishes commands: CloudEvents in binary mode, keyed by their connection. */
public final class Commands {
    /** The {@code source} of all commands of this command line. */
    public static final String SOURCE = "/mailroom/cli";

    private final StackInfo stack;

    public Commands(StackInfo stack) {
        this.stack = stack;
    }

    /** @return the event as it was published, once the broker has confirmed it */
    public CloudEvent publish(MailCommand command) {
        CloudEvent event = MailEvents.command(command, Instant.now());
        String topic = TopicNames.commands(new ClientName(stack.client().name()));
        var broker = Broker.of(stack)
                .with("max.request.size", Limits.RECORD_BYTES)
                .with("max.block.ms", 10_000)
                .with("request.timeout.ms", 10_000)
                .with("delivery.timeout.ms", 15_000);
        try (var producer = broker.producer()) {
            RecordMetadata _ = Waiting.get(producer.send(Broker.record(topic, command, event)));
            return event;
        } catch (ExecutionException e) {
            throw new StackFailure("Kafka did not take the command. ./mailroom status shows whether it is up.", e);
        }
    }

    /** A short mail to a customer, whose subject is the command's id. */
    public static SendMail mail(CommandKey key, ConnectionId connection) {
        return SendMail.builder(key, connection, key.id(), new MailBody.PlainText("Please pay."))
                .to(new Recipient(new MailboxAddress("customer@example.com"), null))
                .build();
    }
}
