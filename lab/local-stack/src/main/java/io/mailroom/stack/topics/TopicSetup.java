package io.mailroom.stack.topics;

import io.mailroom.stack.StackFailure;
import io.mailroom.stack.broker.Broker;
import io.mailroom.stack.time.Waiting;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.TopicExistsException;

/**
 * Creates the topics through the broker's Admin API. Existing ones keep their partitions and get the settings of the
 * plan: those of an older version would hold the client.
 */
public final class TopicSetup {
    private final List<NewTopic> plan;

    public TopicSetup(List<NewTopic> plan) {
        this.plan = List.copyOf(plan);
    }

    /** Whether a broker answers there within a second. */
    public boolean isReachable(String bootstrapServers) {
        try (Admin admin = admin(bootstrapServers, 1000)) {
            return !Waiting.get(admin.describeCluster().nodes()).isEmpty();
        } catch (ExecutionException notYet) {
            return false;
        }
    }

    public void create(String bootstrapServers) {
        try (Admin admin = admin(bootstrapServers, 20_000)) {
            for (var creation : admin.createTopics(plan).values().entrySet()) {
                await(creation.getKey(), creation.getValue());
            }
            for (var change : admin.incrementalAlterConfigs(settings()).values().entrySet()) {
                await(change.getKey().name(), change.getValue());
            }
        }
    }

    private Map<ConfigResource, Collection<AlterConfigOp>> settings() {
        return plan.stream()
                .collect(Collectors.toMap(
                        topic -> new ConfigResource(ConfigResource.Type.TOPIC, topic.name()),
                        topic -> topic.configs().entrySet().stream()
                                .map(setting -> new AlterConfigOp(
                                        new ConfigEntry(setting.getKey(), setting.getValue()),
                                        AlterConfigOp.OpType.SET))
                                .toList()));
    }

    private static void await(String topic, KafkaFuture<Void> making) {
        try {
            Waiting.get(making);
        } catch (ExecutionException e) {
            if (!(e.getCause() instanceof TopicExistsException)) {
                throw new StackFailure("The topic %s cannot be made: %s".formatted(topic, e.getMessage()), e);
            }
        }
    }

    private static Admin admin(String bootstrapServers, int timeoutMs) {
        return Broker.at(bootstrapServers)
                .with("request.timeout.ms", timeoutMs)
                .with("default.api.timeout.ms", timeoutMs)
                .admin();
    }
}
