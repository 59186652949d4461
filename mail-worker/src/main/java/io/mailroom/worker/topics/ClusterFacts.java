package io.mailroom.worker.topics;

import io.mailroom.model.id.ClientName;
import io.mailroom.model.topic.PlannedTopic;
import io.mailroom.model.topic.TopicNames;
import io.mailroom.model.topic.TopicPlan;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What one look at the brokers found.
 *
 * @param topics by name; one that is missing here was not asked for
 * @param transactionVersion the finalized level of {@code transaction.version}; empty if none is finalized
 */
public record ClusterFacts(Map<String, TopicFacts> topics, OptionalInt transactionVersion) {
    static final List<String> INTERNAL =
            TopicPlan.internal().stream().map(PlannedTopic::name).toList();

    public ClusterFacts {
        topics = Map.copyOf(topics);
    }

    /** What Mailroom needs for one client, beside the internal topics. */
    static Stream<String> namesOf(ClientName client) {
        return TopicPlan.ofClient(client).stream().map(PlannedTopic::name);
    }

    /** Those with a commands topic. */
    public Set<ClientName> clients() {
        return topics.values().stream()
                .filter(topic -> !(topic instanceof TopicFacts.Absent))
                .flatMap(topic -> TopicNames.clientOfCommands(topic.name()).stream())
                .collect(Collectors.toUnmodifiableSet());
    }

    TopicFacts topic(String name) {
        return topics.getOrDefault(name, new TopicFacts.Unknown(name, "not asked for"));
    }

    /** Whether the brokers did not say of something that this client needs how it is. */
    boolean leavesOpen(ClientName client) {
        return leavesInternalOpen() || leavesOpen(namesOf(client));
    }

    boolean leavesInternalOpen() {
        return leavesOpen(INTERNAL.stream());
    }

    private boolean leavesOpen(Stream<String> names) {
        return names.anyMatch(name -> topic(name) instanceof TopicFacts.Unknown);
    }
}
