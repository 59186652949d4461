package io.mailroom.worker.topics;

import static io.mailroom.worker.topics.SoundTopics.days;
import static io.mailroom.worker.topics.SoundTopics.forbid;
import static io.mailroom.worker.topics.SoundTopics.partitions;
import static io.mailroom.worker.topics.SoundTopics.set;
import static io.mailroom.worker.topics.SoundTopics.transactions;
import static io.mailroom.worker.topics.SoundTopics.with;
import static io.mailroom.worker.topics.SoundTopics.withoutWordOfPermissions;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.mailroom.model.id.ClientName;
import io.mailroom.model.topic.TopicPlan;
import io.mailroom.model.topic.TopicSetting.Bound;
import io.mailroom.worker.topics.TopicFacts.Absent;
import io.mailroom.worker.topics.TopicFacts.Forbidden;
import io.mailroom.worker.topics.TopicFacts.PartitionFacts;
import io.mailroom.worker.topics.TopicFacts.Unknown;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.apache.kafka.common.acl.AclOperation;
import org.junit.jupiter.params.provider.Arguments;

/** What can be wrong with topics and brokers, and the sentence that says so. */
final class TopicFaults {
    private TopicFaults() {}

    static Stream<Arguments> ofOneClient() {
        return Stream.of(retention(), clientSettings(), clientPermissions(), clientTopics())
                .flatMap(faults -> faults);
    }

    private static Stream<Arguments> retention() {
        return Stream.of(
                arguments(
                        set("mail.commands.erp", "retention.ms", "-1"),
                        "mail.commands.erp keeps records for ever (retention.ms is -1) and the journal knows them for 30"
                                + " days: set retention.ms."),
                arguments(
                        set("mail.commands.erp", "retention.ms", days(31)),
                        "mail.commands.erp keeps records for up to 38 days (retention.ms 31 days + segment.ms 7 days +"
                                + " message.timestamp.after.max.ms 0s) and the journal knows them for 30 days: lower"
                                + " retention.ms, or raise mailroom.journal.window."),
                arguments(
                        set("mail.commands.erp", "segment.ms", Long.toString(Long.MAX_VALUE)),
                        "mail.commands.erp keeps records for up to 106751991167 d 7 h (retention.ms 7 days + segment.ms"
                                + " 106751991167 d 7 h + message.timestamp.after.max.ms 0s) and the journal knows them for"
                                + " 30 days: lower retention.ms, or raise mailroom.journal.window."),
                arguments(
                        set("mail.commands.erp", "message.timestamp.after.max.ms", days(17)),
                        "mail.commands.erp keeps records for up to 31 days (retention.ms 7 days + segment.ms 7 days +"
                                + " message.timestamp.after.max.ms 17 days) and the journal knows them for 30 days: lower"
                                + " retention.ms, or raise mailroom.journal.window."));
    }

    private static Stream<Arguments> clientSettings() {
        return Stream.of(
                arguments(
                        set("mail.commands.erp", "cleanup.policy", "compact"),
                        "cleanup.policy of mail.commands.erp is compact and must be delete."),
                arguments(
                        set("mail.commands.erp", "cleanup.policy", "compact,delete"),
                        "cleanup.policy of mail.commands.erp is compact,delete and must be delete."),
                arguments(
                        set("mail.commands.erp", "cleanup.policy", ""),
                        "cleanup.policy of mail.commands.erp is empty and must be delete."),
                arguments(
                        set("mail.commands.erp", "compression.type", "producer"),
                        "compression.type of mail.commands.erp is producer and must be uncompressed."),
                arguments(
                        set("mail.commands.erp", "max.message.bytes", "8454145"),
                        "max.message.bytes of mail.commands.erp is 8454145 and must be at most 8454144."),
                arguments(
                        set("mail.results.erp", "cleanup.policy", "compact"),
                        "cleanup.policy of mail.results.erp is compact and must not be compact."),
                arguments(
                        set("mail.received.erp", "cleanup.policy", "delete, compact"),
                        "cleanup.policy of mail.received.erp is delete, compact and must not be compact."),
                arguments(
                        set("mail.dead.erp", "cleanup.policy", "compact"),
                        "cleanup.policy of mail.dead.erp is compact and must not be compact."),
                arguments(
                        set("mail.results.erp", "max.message.bytes", "1048587"),
                        "max.message.bytes of mail.results.erp is 1048587 and must be at least 1048588."),
                arguments(
                        set("mail.received.erp", "max.message.bytes", "1"),
                        "max.message.bytes of mail.received.erp is 1 and must be at least 1048588."),
                arguments(
                        set("mail.dead.erp", "max.message.bytes", "8454144"),
                        "max.message.bytes of mail.dead.erp is 8454144 and must be at least 8519680."),
                arguments(
                        set("mail.dead.erp", "segment.bytes", "1048576"),
                        "segment.bytes of mail.dead.erp is 1048576 and must be at least 8519680."),
                arguments(
                        set("mail.results.erp", "min.insync.replicas", "4"),
                        "min.insync.replicas of mail.results.erp is 4 and partition 0 has 3 replicas, so that nothing can"
                                + " be written: lower the one or raise the other."));
    }

    private static Stream<Arguments> clientPermissions() {
        return Stream.of(
                arguments(
                        with(new Forbidden("mail.results.erp")),
                        "This worker may not look at mail.results.erp: give its Kafka user the permissions Describe and"
                                + " DescribeConfigs there."),
                arguments(
                        forbid("mail.commands.erp", AclOperation.READ),
                        "This worker may not read mail.commands.erp: give its Kafka user the permission Read there."),
                arguments(
                        forbid("mail.commands.erp", AclOperation.WRITE),
                        "This worker may not write to mail.commands.erp: give its Kafka user the permission Write"
                                + " there."),
                arguments(
                        forbid("mail.results.erp", AclOperation.WRITE),
                        "This worker may not write to mail.results.erp: give its Kafka user the permission Write there."),
                arguments(
                        forbid("mail.received.erp", AclOperation.WRITE),
                        "This worker may not write to mail.received.erp: give its Kafka user the permission Write"
                                + " there."),
                arguments(
                        forbid("mail.dead.erp", AclOperation.WRITE),
                        "This worker may not write to mail.dead.erp: give its Kafka user the permission Write there."),
                arguments(
                        forbid("mail.connections.erp", AclOperation.READ),
                        "This worker may not read mail.connections.erp: give its Kafka user the permission Read there."));
    }

    private static Stream<Arguments> clientTopics() {
        return Stream.of(
                arguments(
                        partitions("mail.commands.erp", SoundTopics.partitions(24, 3, 3)),
                        "mail.commands.erp has 24 partitions and mail.journal has 12: create mail.commands.erp anew with"
                                + " 12."),
                arguments(
                        partitions("mail.commands.erp", List.of()),
                        "mail.commands.erp has 0 partitions and mail.journal has 12: create mail.commands.erp anew with"
                                + " 12."),
                arguments(with(new Absent("mail.results.erp")), "mail.results.erp does not exist: create it."),
                arguments(with(new Absent("mail.received.erp")), "mail.received.erp does not exist: create it."),
                arguments(with(new Absent("mail.dead.erp")), "mail.dead.erp does not exist: create it."),
                arguments(
                        with(new Absent("mail.connections.erp")),
                        "mail.connections.erp does not exist, so that no worker would hear of a disconnect and drop its"
                                + " tokens: create it."),
                arguments(
                        with(new Unknown("mail.dead.erp", "TimeoutException")),
                        "mail.dead.erp could not be looked at yet: TimeoutException."),
                arguments(
                        partitions("mail.received.erp", oneIs(new PartitionFacts(7, false, 3, 3))),
                        "Partition 7 of mail.received.erp has no leader: bring its brokers back."),
                arguments(
                        partitions("mail.results.erp", oneIs(new PartitionFacts(7, true, 3, 1))),
                        "Partition 7 of mail.results.erp has 1 of 3 replicas in sync and min.insync.replicas is 2: bring its"
                                + " brokers back."));
    }

    static Stream<Arguments> ofEverybody() {
        return Stream.of(internalSettings(), internalTopics()).flatMap(faults -> faults);
    }

    private static Stream<Arguments> internalSettings() {
        return Stream.of(
                arguments(
                        set("mail.journal", "cleanup.policy", "compact,delete"),
                        "cleanup.policy of mail.journal is compact,delete and must be compact."),
                arguments(
                        set("mail.cursors", "cleanup.policy", "delete"),
                        "cleanup.policy of mail.cursors is delete and must be compact."),
                arguments(
                        set("mail.parked", "cleanup.policy", "delete"),
                        "cleanup.policy of mail.parked is delete and must be compact."),
                arguments(
                        set("mail.journal", "unclean.leader.election.enable", "true"),
                        "unclean.leader.election.enable of mail.journal is true and must be false."),
                arguments(
                        forbid("mail.journal", AclOperation.READ),
                        "This worker may not read mail.journal: give its Kafka user the permission Read there."),
                arguments(
                        forbid("mail.cursors", AclOperation.WRITE),
                        "This worker may not write to mail.cursors: give its Kafka user the permission Write there."),
                arguments(
                        set("mail.journal", "max.message.bytes", "1000012"),
                        "max.message.bytes of mail.journal is 1000012 and must be at least 1048588."),
                arguments(
                        set("mail.parked", "max.message.bytes", "8454144"),
                        "max.message.bytes of mail.parked is 8454144 and must be at least 8519680."),
                arguments(
                        set("mail.cursors", "min.insync.replicas", "4"),
                        "min.insync.replicas of mail.cursors is 4 and partition 0 has 3 replicas, so that nothing can be"
                                + " written: lower the one or raise the other."));
    }

    private static Stream<Arguments> internalTopics() {
        return Stream.of(
                arguments(
                        transactions(OptionalInt.of(1)),
                        "transaction.version of the brokers is 1 and must be at least 2: upgrade that feature"
                                + " (kafka-features.sh)."),
                arguments(
                        transactions(OptionalInt.empty()),
                        "transaction.version of the brokers is 0 and must be at least 2: upgrade that feature"
                                + " (kafka-features.sh)."),
                arguments(with(new Absent("mail.journal")), "mail.journal does not exist: create it."),
                arguments(with(new Absent("mail.cursors")), "mail.cursors does not exist: create it."),
                arguments(with(new Absent("mail.parked")), "mail.parked does not exist: create it."),
                arguments(
                        with(new Forbidden("mail.journal")),
                        "This worker may not look at mail.journal: give its Kafka user the permissions Describe and"
                                + " DescribeConfigs there."),
                arguments(
                        with(new Unknown("mail.parked", "no answer")),
                        "mail.parked could not be looked at yet: no answer."),
                arguments(
                        partitions("mail.cursors", SoundTopics.partitions(6, 3, 3)),
                        "mail.cursors has 6 partitions and mail.journal has 12: create mail.cursors anew with 12."),
                arguments(
                        partitions("mail.parked", SoundTopics.partitions(24, 3, 3)),
                        "mail.parked has 24 partitions and mail.journal has 12: create mail.parked anew with 12."));
    }

    static Stream<UnaryOperator<ClusterFacts>> harmless() {
        return Stream.of(
                set("mail.commands.erp", "retention.ms", days(23)),
                set("mail.commands.erp", "max.message.bytes", "1048588"),
                set("mail.parked", "max.message.bytes", "100000000"),
                both(
                        set("mail.commands.erp", "message.timestamp.type", "LogAppendTime"),
                        set("mail.commands.erp", "message.timestamp.after.max.ms", Long.toString(Long.MAX_VALUE))),
                partitions("mail.results.erp", SoundTopics.partitions(3, 3, 3)),
                partitions("mail.results.erp", SoundTopics.partitions(12, 3, 2)),
                withoutWordOfPermissions("mail.commands.erp"),
                withoutWordOfPermissions("mail.journal"),
                // A lone broker that comes back: without the internal topics it is no matter of a client.
                both(
                        partitions("mail.journal", oneIs(new PartitionFacts(7, false, 3, 3))),
                        partitions("mail.results.erp", oneIs(new PartitionFacts(7, false, 3, 3)))));
    }

    static Stream<Arguments> neededSettings() {
        return Stream.of(
                arguments("mail.commands.erp", "cleanup.policy"),
                arguments("mail.commands.erp", "compression.type"),
                arguments("mail.commands.erp", "max.message.bytes"),
                arguments("mail.commands.erp", "message.timestamp.after.max.ms"),
                arguments("mail.commands.erp", "min.insync.replicas"),
                arguments("mail.commands.erp", "retention.ms"),
                arguments("mail.commands.erp", "segment.ms"),
                arguments("mail.results.erp", "cleanup.policy"),
                arguments("mail.results.erp", "max.message.bytes"),
                arguments("mail.dead.erp", "segment.bytes"),
                arguments("mail.journal", "unclean.leader.election.enable"));
    }

    /** Each setting that the plan bounds, with a value that is just out of bounds. */
    static Stream<Arguments> plannedSettings() {
        return TopicPlan.of(new ClientName("erp")).stream()
                .flatMap(topic -> topic.settings().stream()
                        .filter(setting -> !(setting.bound() instanceof Bound.Free))
                        .map(setting -> arguments(topic.name(), setting.name(), outOf(setting.bound()))));
    }

    private static String outOf(Bound bound) {
        return switch (bound) {
            case Bound.Exactly(String value) -> "not-" + value;
            case Bound.Without(String value) -> value;
            case Bound.AtLeast(long bytes) -> Long.toString(bytes - 1);
            case Bound.AtMost(long bytes) -> Long.toString(bytes + 1);
            case Bound.Free() -> throw new AssertionError("nothing is out of no bounds");
        };
    }

    private static UnaryOperator<ClusterFacts> both(
            UnaryOperator<ClusterFacts> one, UnaryOperator<ClusterFacts> other) {
        return facts -> other.apply(one.apply(facts));
    }

    private static List<PartitionFacts> oneIs(PartitionFacts spoiled) {
        var all = new ArrayList<>(SoundTopics.partitions(12, 3, 3));
        all.set(spoiled.number(), spoiled);
        return all;
    }
}
