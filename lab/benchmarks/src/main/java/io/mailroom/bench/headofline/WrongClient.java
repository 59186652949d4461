package io.mailroom.bench.headofline;

import io.mailroom.model.id.ClientName;
import io.mailroom.model.topic.TopicNames;
import io.mailroom.stack.StackFailure;
import io.mailroom.stack.home.StackInfo;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;

/** A second client with twice as many partitions as Mailroom's own topics have, and no topic for its results. */
final class WrongClient {
    private static final String COMMANDS = TopicNames.commands(new ClientName("erp2"));
    private static final int PARTITIONS = 24;

    private final Map<String, Object> broker;

    WrongClient(StackInfo stack) {
        this.broker = Map.of("bootstrap.servers", stack.kafka().bootstrapServers());
    }

    void begin() throws InterruptedException {
        try (Admin admin = Admin.create(broker)) {
            admin.createTopics(List.of(new NewTopic(COMMANDS, PARTITIONS, (short) 1)))
                    .all()
                    .get();
        } catch (ExecutionException e) {
            throw new StackFailure("The topic %s cannot be made: %s".formatted(COMMANDS, e.getMessage()), e);
        }
    }

    void end() throws InterruptedException {
        try (Admin admin = Admin.create(broker)) {
            admin.deleteTopics(List.of(COMMANDS)).all().get();
        } catch (ExecutionException e) {
            throw new StackFailure("The topic %s cannot be deleted: %s".formatted(COMMANDS, e.getMessage()), e);
        }
    }
}
