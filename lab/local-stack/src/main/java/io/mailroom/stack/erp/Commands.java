package io.mailroom.stack.erp;

import io.cloudevents.CloudEvent;
import io.cloudevents.kafka.KafkaMessageFactory;
import io.mailroom.model.command.Limits;
import io.mailroom.model.command.MailCommand;
import io.mailroom.model.id.ClientName;
import io.mailroom.model.topic.TopicNames;
import io.mailroom.model.wire.MailEvents;
import io.mailroom.stack.StackFailure;
import io.mailroom.stack.home.StackInfo;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

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
        Map<String, Object> settings = Map.of(
                "bootstrap.servers",
                stack.kafka().bootstrapServers(),
                "acks",
                "all",
                "max.request.size",
                Limits.RECORD_BYTES,
                "max.block.ms",
                10_000,
                "request.timeout.ms",
                10_000,
                "delivery.timeout.ms",
                15_000);
        try (var producer = new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer())) {
            producer.send(KafkaMessageFactory.<String>createWriter(
                                    topic, null, command.connection().value())
                            .writeBinary(event))
                    .get(20, TimeUnit.SECONDS);
            return event;
        } catch (ExecutionException | TimeoutException e) {
            throw new StackFailure("Kafka did not take the command. ./mailroom status shows whether it is up.", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StackFailure("Interrupted while publishing.", e);
        }
    }
}
