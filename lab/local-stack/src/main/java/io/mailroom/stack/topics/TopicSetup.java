package io.mailroom.stack.topics;

import io.mailroom.stack.StackFailure;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.errors.TopicExistsException;

/** Creates the topics through the broker's Admin API. Existing ones stay as they are. */
public final class TopicSetup {
    private final List<NewTopic> plan;

    public TopicSetup(List<NewTopic> plan) {
        this.plan = List.copyOf(plan);
    }

    /** Whether a broker answers there within a second. */
    public boolean isReachable(String bootstrapServers) {
        try (Admin admin = admin(bootstrapServers, 1000)) {
            return !admin.describeCluster().nodes().get(1, TimeUnit.SECONDS).isEmpty();
        } catch (ExecutionException | TimeoutException notYet) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    public void create(String bootstrapServers) {
        try (Admin admin = admin(bootstrapServers, 20_000)) {
            for (var creation : admin.createTopics(plan).values().entrySet()) {
                await(creation.getKey(), creation.getValue());
            }
        }
    }

    private static void await(String topic, KafkaFuture<Void> creation) {
        try {
            creation.get(20, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            if (!(e.getCause() instanceof TopicExistsException)) {
                throw new StackFailure("The topic %s cannot be made: %s".formatted(topic, e.getMessage()), e);
            }
        } catch (TimeoutException e) {
            throw new StackFailure("The broker did not make the topic %s within 20 s.".formatted(topic), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StackFailure("Interrupted while the topics were made.", e);
        }
    }

    private static Admin admin(String bootstrapServers, int timeoutMs) {
        return Admin.create(Map.of(
                AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG,
                bootstrapServers,
                AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG,
                timeoutMs,
                AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
                timeoutMs));
    }
}
