package io.mailroom.chaos.second;

import io.mailroom.chaos.plan.Shape;
import io.mailroom.model.id.ClientName;
import io.mailroom.stack.StackFailure;
import io.mailroom.stack.broker.Broker;
import io.mailroom.stack.home.StackInfo;
import io.mailroom.stack.time.Waiting;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;

/** Brings the topics of a client into a shape, through every outage of the broker: it looks, changes and looks again. */
final class ClientTopics {
    private static final Duration BETWEEN = Duration.ofMillis(500);
    private static final Duration PATIENCE = Duration.ofMinutes(10);

    private final Broker broker;
    private final ClientName client;
    private final Consumer<String> beforeDeletion;

    /** @param beforeDeletion hears the name of each topic that is about to be deleted */
    ClientTopics(StackInfo stack, ClientName client, Consumer<String> beforeDeletion) {
        this.broker = Broker.of(stack).with("request.timeout.ms", 5_000).with("default.api.timeout.ms", 10_000);
        this.client = client;
        this.beforeDeletion = beforeDeletion;
    }

    /** The one topic that stays. */
    void createConnections() {
        try (Admin admin = broker.admin()) {
            var _ = Waiting.get(admin.createTopics(List.of(WantedTopics.connections(client)))
                    .all());
        } catch (ExecutionException e) {
            throw new StackFailure("The topics of %s cannot be made: %s".formatted(client, e.getMessage()), e);
        }
    }

    /** Returns when the broker says that they have it. */
    void become(Shape shape) {
        Map<String, Optional<NewTopic>> wanted = WantedTopics.of(client, shape);
        if (!Waiting.until(PATIENCE, BETWEEN, () -> isSo(wanted, shape))) {
            throw new StackFailure(
                    "The topics of %s did not become %s within %d s.".formatted(client, shape, PATIENCE.toSeconds()));
        }
    }

    private boolean isSo(Map<String, Optional<NewTopic>> wanted, Shape shape) {
        try (Admin admin = broker.admin()) {
            Map<String, Integer> there = there(admin, wanted);
            boolean changed = false;
            for (Map.Entry<String, Optional<NewTopic>> one : wanted.entrySet()) {
                int partitions = there.getOrDefault(one.getKey(), 0);
                changed |= change(admin, one.getKey(), partitions, one.getValue(), shape);
            }
            return !changed;
        } catch (ExecutionException notNow) {
            return false;
        }
    }

    /** The numbers of partitions of those that exist. */
    private static Map<String, Integer> there(Admin admin, Map<String, Optional<NewTopic>> wanted)
            throws ExecutionException {
        List<String> existing = Waiting.get(admin.listTopics().names()).stream()
                .filter(wanted::containsKey)
                .toList();
        Map<String, Integer> there = new HashMap<>();
        Waiting.get(admin.describeTopics(existing).allTopicNames())
                .forEach((name, topic) -> there.put(name, topic.partitions().size()));
        return there;
    }

    /** @return whether it was not so; then another look is needed */
    private boolean change(Admin admin, String name, int partitions, Optional<NewTopic> wanted, Shape shape)
            throws ExecutionException {
        if (wanted.isEmpty()) {
            return partitions > 0 && delete(admin, name);
        }
        NewTopic topic = wanted.get();
        if (partitions == 0) {
            var _ = Waiting.get(admin.createTopics(List.of(topic)).all());
            return true;
        }
        if (partitions == topic.numPartitions()) {
            return cleanup(admin, topic);
        }
        if (shape == Shape.GROWN && partitions < topic.numPartitions()) {
            var _ = Waiting.get(admin.createPartitions(Map.of(name, NewPartitions.increaseTo(topic.numPartitions())))
                    .all());
            return true;
        }
        return delete(admin, name);
    }

    private boolean delete(Admin admin, String name) throws ExecutionException {
        beforeDeletion.accept(name);
        var _ = Waiting.get(admin.deleteTopics(List.of(name)).all());
        return true;
    }

    private static boolean cleanup(Admin admin, NewTopic topic) throws ExecutionException {
        var resource = new ConfigResource(ConfigResource.Type.TOPIC, topic.name());
        String wanted = topic.configs().get(TopicConfig.CLEANUP_POLICY_CONFIG);
        String now = Waiting.get(admin.describeConfigs(List.of(resource)).all()).values().stream()
                .findFirst()
                .orElseThrow()
                .get(TopicConfig.CLEANUP_POLICY_CONFIG)
                .value();
        if (now.equals(wanted) || wanted == null) {
            return false;
        }
        var set =
                new AlterConfigOp(new ConfigEntry(TopicConfig.CLEANUP_POLICY_CONFIG, wanted), AlterConfigOp.OpType.SET);
        var _ = Waiting.get(
                admin.incrementalAlterConfigs(Map.of(resource, List.of(set))).all());
        return true;
    }
}
