package io.mailroom.bench.headofline;

import io.mailroom.model.id.ClientName;
import io.mailroom.model.topic.TopicNames;
import io.mailroom.model.topic.TopicPlan;
import io.mailroom.stack.StackFailure;
import io.mailroom.stack.broker.Broker;
import io.mailroom.stack.home.StackInfo;
import io.mailroom.stack.time.Waiting;
import java.util.List;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;

/** A second client with twice as many partitions as Mailroom's own topics have, and no topic for its results. */
final class WrongClient {
    private static final String COMMANDS = TopicNames.commands(new ClientName("erp2"));
    private static final int PARTITIONS = 2 * TopicPlan.PARTITIONS;

    private final Broker broker;

    WrongClient(StackInfo stack) {
        this.broker = Broker.of(stack);
    }

    void begin() {
        try (Admin admin = broker.admin()) {
            var _ = Waiting.get(admin.createTopics(List.of(new NewTopic(COMMANDS, PARTITIONS, (short) 1)))
                    .all());
        } catch (ExecutionException e) {
            throw new StackFailure("The topic %s cannot be made: %s".formatted(COMMANDS, e.getMessage()), e);
        }
    }

    void end() {
        try (Admin admin = broker.admin()) {
            var _ = Waiting.get(admin.deleteTopics(List.of(COMMANDS)).all());
        } catch (ExecutionException e) {
            throw new StackFailure("The topic %s cannot be deleted: %s".formatted(COMMANDS, e.getMessage()), e);
        }
    }
}
