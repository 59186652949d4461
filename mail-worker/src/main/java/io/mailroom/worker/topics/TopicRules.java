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

/** What topics and brokers must be. The first thing that is not so is the sentence; one after the other gets repaired. */
public final class TopicRules {
    /** Transactions of version 1 can lose or tear writes (KIP-890). */
    static final int TRANSACTION_VERSION = 2;

    private static final Requirement READ = Requirement.allowed(AclOperation.READ);
    private static final Requirement WRITE = Requirement.allowed(AclOperation.WRITE);

    private final Requirement recordLife;

    /** @param journalWindow for so long a command is known that comes again */
    public TopicRules(Duration journalWindow) {
        recordLife = new RecordLife(journalWindow);
    }

    /** Why this client may not be worked for. */
    public Optional<String> of(ClientName client, ClusterFacts facts) {
        PlannedTopic commands = TopicPlan.commands(client);
        return first(Stream.of(
                () -> everybody(facts),
                () -> met(facts.topic(commands.name()), List.of()),
                () -> samePartitions(facts, commands.name()),
                () -> heard(facts.topic(TopicNames.connections(client))),
                () -> allThere(ClusterFacts.namesOf(client), facts),
                // A forwarded command is written to its own topic.
                () -> planned(facts, commands, List.of(recordLife, READ, WRITE)),
                () -> planned(facts, TopicPlan.results(client), List.of(WRITE)),
                () -> planned(facts, TopicPlan.received(client), List.of(WRITE)),
                () -> planned(facts, TopicPlan.dead(client), List.of(WRITE)),
                () -> writableNow(client, facts)));
    }

    /** Why nobody may be worked for. */
    public Optional<String> everybody(ClusterFacts facts) {
        return first(Stream.of(
                () -> transactions(facts),
                () -> allThere(ClusterFacts.INTERNAL.stream(), facts),
                () -> samePartitions(facts, TopicNames.CURSORS),
                () -> samePartitions(facts, TopicNames.PARKED),
                () -> first(TopicPlan.internal().stream()
                        .map(topic -> () -> planned(facts, topic, List.of(READ, WRITE))))));
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
    private static Optional<String> allThere(Stream<String> names, ClusterFacts facts) {
        return first(names.map(name -> () -> met(facts.topic(name), List.of())));
    }

    private static Optional<String> planned(ClusterFacts facts, PlannedTopic topic, List<Requirement> more) {
        List<Requirement> all = Stream.of(
                        topic.settings().stream().map(Requirement::planned),
                        more.stream(),
                        Stream.of(Requirement.enoughReplicas()))
                .flatMap(some -> some)
                .toList();
        return met(facts.topic(topic.name()), all);
    }

    /** Without these events a disconnect would leave cached tokens in use. */
    private static Optional<String> heard(TopicFacts topic) {
        return topic instanceof Absent
                ? Optional.of(("%s does not exist, so that no worker would hear of a disconnect and drop its tokens:"
                                + " create it.")
                        .formatted(topic.name()))
                : met(topic, List.of(READ));
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
