package io.mailroom.worker.topics;

import static java.util.stream.Collectors.toMap;

import io.mailroom.model.id.ClientName;
import io.mailroom.model.topic.PlannedTopic;
import io.mailroom.model.topic.TopicPlan;
import io.mailroom.worker.topics.TopicFacts.Described;
import io.mailroom.worker.topics.TopicFacts.PartitionFacts;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.common.acl.AclOperation;

/** Topics that are as they must be, and ways to spoil one thing of them. */
final class SoundTopics {
    /** What brokers do by themselves, but that no producer may be ahead. */
    private static final Map<String, String> OF_BROKERS = Map.of(
            "cleanup.policy",
            "delete",
            "compression.type",
            "producer",
            "max.message.bytes",
            "1048588",
            "message.timestamp.after.max.ms",
            days(0),
            "message.timestamp.type",
            "CreateTime",
            "min.insync.replicas",
            "2",
            "retention.ms",
            days(7),
            "segment.bytes",
            "1073741824",
            "segment.ms",
            days(7),
            "unclean.leader.election.enable",
            "false");

    private SoundTopics() {}

    /** Created as planned. */
    static ClusterFacts of(String... clients) {
        Stream<PlannedTopic> ofClients =
                Stream.of(clients).map(ClientName::new).flatMap(client -> TopicPlan.ofClient(client).stream());
        Map<String, TopicFacts> all = Stream.concat(TopicPlan.internal().stream(), ofClients)
                .collect(toMap(PlannedTopic::name, SoundTopics::topic));
        return new ClusterFacts(all, OptionalInt.of(2));
    }

    private static TopicFacts topic(PlannedTopic topic) {
        var settings = new HashMap<>(OF_BROKERS);
        settings.putAll(topic.created());
        return new Described(
                topic.name(), "id-of-" + topic.name(), partitions(topic.partitions(), 3, 3), settings, operations());
    }

    static String days(int days) {
        return Long.toString(Duration.ofDays(days).toMillis());
    }

    private static Optional<Set<AclOperation>> operations() {
        return Optional.of(Set.of(AclOperation.READ, AclOperation.WRITE, AclOperation.DESCRIBE));
    }

    static List<PartitionFacts> partitions(int number, int replicas, int inSync) {
        return IntStream.range(0, number)
                .mapToObj(partition -> new PartitionFacts(partition, true, replicas, inSync))
                .toList();
    }

    /** The same with another fact of one topic. */
    static UnaryOperator<ClusterFacts> with(TopicFacts topic) {
        return facts -> {
            var all = new HashMap<>(facts.topics());
            all.put(topic.name(), topic);
            return new ClusterFacts(all, facts.transactionVersion());
        };
    }

    private static UnaryOperator<ClusterFacts> change(String name, UnaryOperator<Described> change) {
        return facts -> with(change.apply((Described) facts.topic(name))).apply(facts);
    }

    static UnaryOperator<ClusterFacts> partitions(String name, List<PartitionFacts> partitions) {
        return change(name, old -> new Described(name, old.id(), partitions, old.settings(), old.allowed()));
    }

    static UnaryOperator<ClusterFacts> set(String name, String setting, String value) {
        return change(name, old -> {
            var settings = new HashMap<>(old.settings());
            settings.put(setting, value);
            return new Described(name, old.id(), old.partitions(), settings, old.allowed());
        });
    }

    static UnaryOperator<ClusterFacts> unset(String name, String setting) {
        return change(name, old -> {
            var settings = new HashMap<>(old.settings());
            settings.remove(setting);
            return new Described(name, old.id(), old.partitions(), settings, old.allowed());
        });
    }

    static UnaryOperator<ClusterFacts> forbid(String name, AclOperation operation) {
        return change(name, old -> {
            var left = new HashSet<>(old.allowed().orElseThrow());
            left.remove(operation);
            return new Described(name, old.id(), old.partitions(), old.settings(), Optional.of(left));
        });
    }

    static UnaryOperator<ClusterFacts> withoutWordOfPermissions(String name) {
        return change(name, old -> new Described(name, old.id(), old.partitions(), old.settings(), Optional.empty()));
    }

    static UnaryOperator<ClusterFacts> transactions(OptionalInt version) {
        return facts -> new ClusterFacts(facts.topics(), version);
    }
}
