package io.mailroom.chaos.second;

import io.mailroom.chaos.plan.Shape;
import io.mailroom.model.id.ClientName;
import io.mailroom.model.topic.TopicNames;
import io.mailroom.stack.topics.NewTopics;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.config.TopicConfig;

/** Which topics a shape wants. The topic of connections stays, since auth-service writes to it all the time. */
final class WantedTopics {
    private WantedTopics() {}

    /** By the names of all topics that come and go. */
    static Map<String, Optional<NewTopic>> of(ClientName client, Shape shape) {
        Set<String> missing = missing(client, shape);
        Map<String, Optional<NewTopic>> wanted = new LinkedHashMap<>();
        for (NewTopic right : NewTopics.of(client)) {
            if (comesAndGoes(client).contains(right.name())) {
                boolean commands = right.name().equals(TopicNames.commands(client));
                NewTopic topic = commands ? commands(right, shape) : right;
                wanted.put(right.name(), missing.contains(right.name()) ? Optional.empty() : Optional.of(topic));
            }
        }
        return wanted;
    }

    static NewTopic connections(ClientName client) {
        return NewTopics.of(client).stream()
                .filter(topic -> topic.name().equals(TopicNames.connections(client)))
                .findFirst()
                .orElseThrow();
    }

    private static List<String> comesAndGoes(ClientName client) {
        return List.of(
                TopicNames.commands(client),
                TopicNames.results(client),
                TopicNames.received(client),
                TopicNames.dead(client));
    }

    private static Set<String> missing(ClientName client, Shape shape) {
        return switch (shape) {
            case RIGHT, WIDE, GROWN, COMPACTED -> Set.of();
            case ABSENT -> Set.copyOf(comesAndGoes(client));
            case NO_RESULTS -> Set.of(TopicNames.results(client));
            case NO_RECEIVED -> Set.of(TopicNames.received(client));
            case NO_DEAD -> Set.of(TopicNames.dead(client));
        };
    }

    private static NewTopic commands(NewTopic right, Shape shape) {
        return switch (shape) {
            case RIGHT, ABSENT, NO_RESULTS, NO_RECEIVED, NO_DEAD -> right;
            case WIDE, GROWN ->
                new NewTopic(right.name(), right.numPartitions() * 2, right.replicationFactor())
                        .configs(right.configs());
            case COMPACTED -> {
                Map<String, String> settings = new HashMap<>(right.configs());
                settings.put(TopicConfig.CLEANUP_POLICY_CONFIG, TopicConfig.CLEANUP_POLICY_COMPACT);
                yield new NewTopic(right.name(), right.numPartitions(), right.replicationFactor()).configs(settings);
            }
        };
    }
}
