package io.mailroom.worker.topics;

import static java.util.stream.Collectors.toMap;

import io.mailroom.model.command.Limits;
import io.mailroom.model.id.ClientName;
import io.mailroom.model.topic.TopicNames;
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
    static final int PARTITIONS = 12;

    private SoundTopics() {}

    static ClusterFacts of(String... clients) {
        Stream<String> ofClients = Stream.of(clients).map(ClientName::new).flatMap(ClusterFacts::namesOf);
        Map<String, TopicFacts> all = Stream.concat(ClusterFacts.INTERNAL.stream(), ofClients)
                .collect(toMap(name -> name, SoundTopics::topic));
        return new ClusterFacts(all, OptionalInt.of(2));
    }

    private static TopicFacts topic(String name) {
        boolean one = name.startsWith("mail.dead.") || name.startsWith("mail.connections.");
        return new Described(
                name, "id-of-" + name, partitions(one ? 1 : PARTITIONS, 3, 3), settings(name), operations());
    }

    private static Map<String, String> settings(String name) {
        boolean keeps = name.equals(TopicNames.PARKED) || name.startsWith("mail.dead.");
        boolean compacted = ClusterFacts.INTERNAL.contains(name) || name.startsWith("mail.connections.");
        boolean commands = name.startsWith("mail.commands.");
        return Map.of(
                "cleanup.policy",
                compacted ? "compact" : "delete",
                "compression.type",
                commands ? "uncompressed" : "producer",
                "max.message.bytes",
                Integer.toString(keeps ? Limits.KEPT_RECORD_BYTES : commands ? Limits.RECORD_BYTES : 1_048_588),
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
