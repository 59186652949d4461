package io.mailroom.chaos.publish;

import io.mailroom.chaos.plan.PlannedCommand;
import io.mailroom.model.command.SendMail;
import io.mailroom.model.id.ClientName;
import io.mailroom.model.id.CommandKey;
import io.mailroom.model.id.ConnectionId;
import io.mailroom.model.topic.TopicNames;
import io.mailroom.stack.StackFailure;
import io.mailroom.stack.broker.Broker;
import io.mailroom.stack.erp.Commands;
import io.mailroom.stack.home.StackInfo;
import io.mailroom.stack.time.Waiting;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.jspecify.annotations.Nullable;

/** Publishes each command once and in order, through every outage of the broker. */
public final class Publisher implements AutoCloseable {
    public static final String SOURCE = "/mailroom/chaos";
    private final KafkaProducer<byte[], byte[]> producer;
    private final String topic;
    private final List<ConnectionId> connections;
    private final AtomicInteger confirmed = new AtomicInteger();
    private final AtomicReference<@Nullable Exception> refusal = new AtomicReference<>();

    public Publisher(StackInfo stack, List<ConnectionId> connections) {
        this.topic = TopicNames.commands(new ClientName(stack.client().name()));
        this.connections = List.copyOf(connections);
        this.producer = PatientBroker.of(stack).producer();
    }

    /** Returns when the broker has confirmed the last one. */
    public void publish(List<PlannedCommand> commands, Instant begin) {
        for (PlannedCommand command : commands) {
            Waiting.pause(Duration.between(Instant.now(), begin.plus(command.at()))); // none if it is past
            publish(command);
        }
        producer.flush();
        Exception refused = refusal.get();
        if (refused != null) {
            throw new StackFailure("The broker refused a command: " + refused.getMessage(), refused);
        }
    }

    private void publish(PlannedCommand command) {
        var _ = producer.send( // the callback hears of it
                Broker.record(topic, mail(command.id(), connections.get(command.mailbox()))), (_, refused) -> {
                    if (refused == null) {
                        confirmed.incrementAndGet();
                    } else {
                        refusal.compareAndSet(null, refused);
                    }
                });
    }

    /** Its id is also its subject. */
    public static SendMail mail(String id, ConnectionId connection) {
        return Commands.mail(new CommandKey(SOURCE, id), connection);
    }

    public int confirmed() {
        return confirmed.get();
    }

    @Override
    public void close() {
        producer.close(Duration.ZERO);
    }
}
