package io.mailroom.stack.erp;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cloudevents.CloudEvent;
import io.cloudevents.core.builder.CloudEventBuilder;
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
import io.mailroom.model.wire.MailJson;
import io.mailroom.stack.StackFailure;
import io.mailroom.stack.broker.Broker;
import io.mailroom.stack.home.StackInfo;
import io.mailroom.stack.time.Waiting;
import java.net.URI;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.errors.RecordTooLargeException;

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
        return publish(command.connection(), MailEvents.command(command, Instant.now()));
    }

    /** @return the event, once the broker has confirmed it */
    public CloudEvent publish(ConnectionId connection, CloudEvent event) {
        String topic = TopicNames.commands(new ClientName(stack.client().name()));
        var broker = Broker.of(stack)
                .with("max.request.size", Limits.RECORD_BYTES)
                .with("max.block.ms", 10_000)
                .with("request.timeout.ms", 10_000)
                .with("delivery.timeout.ms", 15_000);
        try (var producer = broker.producer()) {
            RecordMetadata _ = Waiting.get(producer.send(Broker.record(topic, connection, event)));
            return event;
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RecordTooLargeException) {
                throw new StackFailure(
                        "The command is too large: all of it may have 8 MiB, its attachments as base64.", e);
            }
            throw new StackFailure("Kafka did not take the command. ./mailroom status shows whether it is up.", e);
        }
    }

    /** A command as it was asked for; what is wrong with its data, the worker says. */
    public static CloudEvent event(CommandKey key, ConnectionId connection, String type, ObjectNode data) {
        return CloudEventBuilder.v1()
                .withId(key.id())
                .withSource(URI.create(key.source()))
                .withType(type)
                .withSubject(connection.value())
                .withTime(OffsetDateTime.now(ZoneOffset.UTC).truncatedTo(ChronoUnit.MILLIS))
                .withData("application/json", MailJson.bytes(data))
                .build();
    }

    /** A short mail to a customer, whose subject is the command's id. */
    public static SendMail mail(CommandKey key, ConnectionId connection) {
        return SendMail.builder(key, connection, key.id(), new MailBody.PlainText("Please pay."))
                .to(new Recipient(new MailboxAddress("customer@example.com"), null))
                .build();
    }
}
