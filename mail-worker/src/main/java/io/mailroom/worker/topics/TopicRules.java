package io.mailroom.worker.topics;

import io.mailroom.model.id.ClientName;
import io.mailroom.model.topic.PlannedTopic;
import io.mailroom.model.topic.TopicNames;
import io.mailroom.model.topic.TopicPlan;
import io.mailroom.worker.topics.TopicFacts.Absent;
import io.mailroom.worker.topics.TopicFacts.Described;
import io.mailroom.worker.topics.TopicFacts.Forbidden;
import io.mailroom.worker.topics.TopicFacts.Unknown;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.config.TopicConfig;

/** What topics and brokers must be. The first thing that is not so is the sentence; one after the other gets repaired. */
public final class TopicRules {
    /** Transactions of version 1 can lose or tear writes (KIP-890). */
    static final int TRANSACTION_VERSION = 2;

    private final Requirement recordLife;

    /** @param journalWindow for so long a command is known that comes again */
    public TopicRules(Duration journalWindow) {
        recordLife = new RecordLife(journalWindow);
    }

    /** Why this client may not be worked for. */
    public Optional<String> of(ClientName client, ClusterFacts facts) {
        return first(Stream.of(
                () -> everybody(facts),
                () -> met(facts.topic(TopicNames.commands(client)), List.of()),
                () -> samePartitions(facts, TopicNames.commands(client)),
                () -> heard(facts.topic(TopicNames.connections(client))),
                () -> everythingThere(client, facts),
                () -> commands(facts, TopicPlan.commands(client)),
                () -> outgoing(facts, TopicPlan.results(client)),
                () -> outgoing(facts, TopicPlan.received(client)),
                () -> outgoing(facts, TopicPlan.dead(client)),
                () -> writableNow(client, facts)));
    }

    /** Why nobody may be worked for. */
    public Optional<String> everybody(ClusterFacts facts) {
        return first(Stream.of(
                () -> transactions(facts),
                () -> first(ClusterFacts.INTERNAL.stream().map(name -> () -> met(facts.topic(name), List.of()))),
                () -> samePartitions(facts, TopicNames.CURSORS),
                () -> samePartitions(facts, TopicNames.PARKED),
                () -> state(facts, TopicPlan.journal()),
                () -> state(facts, TopicPlan.cursors()),
                () -> state(facts, TopicPlan.parked())));
    }

    private static Optional<String> transactions(ClusterFacts facts) {
        int found = facts.transactionVersion().orElse(0);
        return found >= TRANSACTION_VERSION
                ? Optional.empty()
                : Optional.of(("transaction.version of the brokers is %d and must be at least %d: upgrade that feature"
                                + " (kafka-features.sh).")
                        .formatted(found, TRANSACTION_VERSION));
    }

    /** Said before any setting: who forgot a topic has more to do than to change one. */
    private static Optional<String> everythingThere(ClientName client, ClusterFacts facts) {
        return first(ClusterFacts.namesOf(client).map(name -> () -> met(facts.topic(name), List.of())));
    }

    /** A forwarded command is written to its own topic. */
    private Optional<String> commands(ClusterFacts facts, PlannedTopic topic) {
        return met(
                facts.topic(topic.name()),
                List.of(
                        planned(topic, TopicConfig.CLEANUP_POLICY_CONFIG),
                        recordLife,
                        planned(topic, TopicConfig.COMPRESSION_TYPE_CONFIG),
                        planned(topic, TopicConfig.MAX_MESSAGE_BYTES_CONFIG),
                        Requirement.allowed(AclOperation.READ),
                        Requirement.allowed(AclOperation.WRITE),
                        Requirement.enoughReplicas()));
    }

    private static Optional<String> outgoing(ClusterFacts facts, PlannedTopic topic) {
        return met(
                facts.topic(topic.name()),
                List.of(
                        planned(topic, TopicConfig.CLEANUP_POLICY_CONFIG),
                        Requirement.allowed(AclOperation.WRITE),
                        Requirement.enoughReplicas(),
                        planned(topic, TopicConfig.MAX_MESSAGE_BYTES_CONFIG),
                        planned(topic, TopicConfig.SEGMENT_BYTES_CONFIG)));
    }

    private static Optional<String> state(ClusterFacts facts, PlannedTopic topic) {
        return met(
                facts.topic(topic.name()),
                List.of(
                        planned(topic, TopicConfig.CLEANUP_POLICY_CONFIG),
                        planned(topic, TopicConfig.UNCLEAN_LEADER_ELECTION_ENABLE_CONFIG),
                        Requirement.allowed(AclOperation.READ),
                        Requirement.allowed(AclOperation.WRITE),
                        Requirement.enoughReplicas(),
                        planned(topic, TopicConfig.MAX_MESSAGE_BYTES_CONFIG),
                        planned(topic, TopicConfig.SEGMENT_BYTES_CONFIG)));
    }

    private static Requirement planned(PlannedTopic topic, String setting) {
        return Requirement.planned(topic.setting(setting));
    }

    /** Without these events a disconnect would leave cached tokens in use. */
    private static Optional<String> heard(TopicFacts topic) {
        return topic instanceof Absent
                ? Optional.of(("%s does not exist, so that no worker would hear of a disconnect and drop its tokens:"
                                + " create it.")
                        .formatted(topic.name()))
                : met(topic, List.of(Requirement.allowed(AclOperation.READ)));
    }

    private static Optional<String> met(TopicFacts topic, List<Requirement> all) {
        return switch (topic) {
            case Absent(String name) -> Optional.of("%s does not exist: create it.".formatted(name));
            case Forbidden(String name) ->
                Optional.of(("This worker may not look at %s: give its Kafka user the permissions Describe and"
                                + " DescribeConfigs there.")
                        .formatted(name));
            case Unknown(String name, String why) ->
                Optional.of("%s could not be looked at yet: %s.".formatted(name, Sentence.shown(why)));
            case Described described -> first(all.stream().map(one -> () -> one.broken(described)));
        };
    }

    /** What belongs together stands in partitions of the same number. */
    private static Optional<String> samePartitions(ClusterFacts facts, String name) {
        if (!(facts.topic(name) instanceof Described topic
                && facts.topic(TopicNames.JOURNAL) instanceof Described journal)) {
            return Optional.of("The number of partitions of %s is not known.".formatted(name));
        }
        int found = topic.partitions().size();
        int wanted = journal.partitions().size();
        return found == wanted && found > 0
                ? Optional.empty()
                : Optional.of("%s has %d partitions and %s has %d: create %s anew with %d."
                        .formatted(name, found, TopicNames.JOURNAL, wanted, name, wanted));
    }

    /** Only while Mailroom's own topics can be written to: without them it is no matter of one client. */
    private static Optional<String> writableNow(ClientName client, ClusterFacts facts) {
        Requirement now = Requirement.writableNow();
        boolean everybodyWaits = ClusterFacts.INTERNAL.stream()
                .anyMatch(name -> met(facts.topic(name), List.of(now)).isPresent());
        return everybodyWaits
                ? Optional.empty()
                : first(Stream.of(
                                TopicNames.commands(client),
                                TopicNames.results(client),
                                TopicNames.received(client),
                                TopicNames.dead(client))
                        .map(name -> () -> met(facts.topic(name), List.of(now))));
    }

    private static Optional<String> first(Stream<Supplier<Optional<String>>> rules) {
        return rules.map(Supplier::get).flatMap(Optional::stream).findFirst();
    }
}
