package io.mailroom.chaos.second;

import io.mailroom.chaos.plan.Shape;
import io.mailroom.model.id.ClientName;
import io.mailroom.stack.StackFailure;
import io.mailroom.stack.home.StackInfo;
import java.time.Duration;
import java.time.Instant;
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
    private static final Duration PATIENCE = Duration.ofMinutes(10);
    private static final Duration BETWEEN = Duration.ofMillis(500);

    private final Map<String, Object> settings;
    private final ClientName client;
    private final Consumer<String> beforeDeletion;

    /** @param beforeDeletion hears the name of each topic that is about to be deleted */
    ClientTopics(StackInfo stack, ClientName client, Consumer<String> beforeDeletion) {
        this.settings = Map.of(
                "bootstrap.servers",
                stack.kafka().bootstrapServers(),
                "request.timeout.ms",
                5_000,
                "default.api.timeout.ms",
                10_000);
        this.client = client;
        this.beforeDeletion = beforeDeletion;
    }

    /** The one topic that stays. */
    void createConnections() {
        try (Admin admin = Admin.create(settings)) {
            admin.createTopics(List.of(Wanted.connections(client))).all().get();
        } catch (ExecutionException e) {
            throw new StackFailure("The topics of %s cannot be made: %s".formatted(client, e.getMessage()), e);
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    /** Returns when the broker says that they have it. */
    void become(Shape shape) {
        Map<String, Optional<NewTopic>> wanted = Wanted.of(client, shape);
        Instant until = Instant.now().plus(PATIENCE);
        while (!isSo(wanted, shape)) {
            if (Instant.now().isAfter(until)) {
                throw new StackFailure("The topics of %s did not become %s within %d s."
                        .formatted(client, shape, PATIENCE.toSeconds()));
            }
            pause();
        }
    }

    private boolean isSo(Map<String, Optional<NewTopic>> wanted, Shape shape) {
        try (Admin admin = Admin.create(settings)) {
            Map<String, Integer> there = there(admin, wanted);
            boolean changed = false;
            for (Map.Entry<String, Optional<NewTopic>> one : wanted.entrySet()) {
                int partitions = there.getOrDefault(one.getKey(), 0);
                changed |= change(admin, one.getKey(), partitions, one.getValue(), shape);
            }
            return !changed;
        } catch (ExecutionException notNow) {
            return false;
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    /** The numbers of partitions of those that exist. */
    private static Map<String, Integer> there(Admin admin, Map<String, Optional<NewTopic>> wanted)
            throws ExecutionException, InterruptedException {
        List<String> existing = admin.listTopics().names().get().stream()
                .filter(wanted::containsKey)
                .toList();
        Map<String, Integer> there = new HashMap<>();
        admin.describeTopics(existing)
                .allTopicNames()
                .get()
                .forEach((name, topic) -> there.put(name, topic.partitions().size()));
        return there;
    }

    /** @return whether it was not so; then another look is needed */
    private boolean change(Admin admin, String name, int partitions, Optional<NewTopic> wanted, Shape shape)
            throws ExecutionException, InterruptedException {
        if (wanted.isEmpty()) {
            return partitions > 0 && delete(admin, name);
        }
        NewTopic topic = wanted.get();
        if (partitions == 0) {
            admin.createTopics(List.of(topic)).all().get();
            return true;
        }
        if (partitions == topic.numPartitions()) {
            return cleanup(admin, topic);
        }
        if (shape == Shape.GROWN && partitions < topic.numPartitions()) {
            admin.createPartitions(Map.of(name, NewPartitions.increaseTo(topic.numPartitions())))
                    .all()
                    .get();
            return true;
        }
        return delete(admin, name);
    }

    private boolean delete(Admin admin, String name) throws ExecutionException, InterruptedException {
        beforeDeletion.accept(name);
        admin.deleteTopics(List.of(name)).all().get();
        return true;
    }

    private static boolean cleanup(Admin admin, NewTopic topic) throws ExecutionException, InterruptedException {
        var resource = new ConfigResource(ConfigResource.Type.TOPIC, topic.name());
        String wanted = topic.configs().get(TopicConfig.CLEANUP_POLICY_CONFIG);
        String now = admin.describeConfigs(List.of(resource)).all().get().values().stream()
                .findFirst()
                .orElseThrow()
                .get(TopicConfig.CLEANUP_POLICY_CONFIG)
                .value();
        if (now.equals(wanted) || wanted == null) {
            return false;
        }
        var set =
                new AlterConfigOp(new ConfigEntry(TopicConfig.CLEANUP_POLICY_CONFIG, wanted), AlterConfigOp.OpType.SET);
        admin.incrementalAlterConfigs(Map.of(resource, List.of(set))).all().get();
        return true;
    }

    private static void pause() {
        try {
            Thread.sleep(BETWEEN);
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    private static StackFailure interrupted(InterruptedException e) {
        Thread.currentThread().interrupt();
        return new StackFailure("The round was interrupted.", e);
    }
}
