package io.mailroom.worker.topics;

import io.mailroom.model.topic.TopicSetting;
import io.mailroom.model.topic.TopicSetting.Bound;
import io.mailroom.worker.topics.TopicFacts.Described;
import io.mailroom.worker.topics.TopicFacts.PartitionFacts;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.config.TopicConfig;
import org.jspecify.annotations.Nullable;

/** One thing that a topic must be, and the sentence if it is not. What is not known is never as it must be. */
@FunctionalInterface
interface Requirement {
    Optional<String> broken(Described topic);

    /** What the plan says of a setting. */
    static Requirement planned(TopicSetting setting) {
        return switch (setting.bound()) {
            case Bound.Exactly(String value) -> exactly(setting.name(), value);
            case Bound.Without(String value) -> without(setting.name(), value);
            case Bound.AtLeast(long bytes) -> atLeast(setting.name(), bytes);
            case Bound.AtMost(long bytes) -> atMost(setting.name(), bytes);
            case Bound.Free() -> _ -> Optional.empty();
        };
    }

    private static Requirement exactly(String setting, String value) {
        return topic -> {
            String found = topic.settings().get(setting);
            return names(found).equals(Set.of(value))
                    ? Optional.empty()
                    : Optional.of("%s of %s is %s and must be %s."
                            .formatted(setting, topic.name(), Sentence.shown(found), value));
        };
    }

    private static Requirement without(String setting, String value) {
        return topic -> {
            String found = topic.settings().get(setting);
            return found != null && !names(found).contains(value)
                    ? Optional.empty()
                    : Optional.of("%s of %s is %s and must not be %s."
                            .formatted(setting, topic.name(), Sentence.shown(found), value));
        };
    }

    private static Requirement atLeast(String setting, long least) {
        return topic -> number(topic, setting).filter(found -> found >= least).isPresent()
                ? Optional.empty()
                : Optional.of("%s of %s is %s and must be at least %d."
                        .formatted(
                                setting,
                                topic.name(),
                                Sentence.shown(topic.settings().get(setting)),
                                least));
    }

    private static Requirement atMost(String setting, long most) {
        return topic -> number(topic, setting).filter(found -> found <= most).isPresent()
                ? Optional.empty()
                : Optional.of("%s of %s is %s and must be at most %d."
                        .formatted(
                                setting,
                                topic.name(),
                                Sentence.shown(topic.settings().get(setting)),
                                most));
    }

    static Requirement allowed(AclOperation operation) {
        return topic -> topic.allowed()
                .filter(operations -> !operations.contains(operation) && !operations.contains(AclOperation.ALL))
                .map(_ -> "This worker may not %s %s: give its Kafka user the permission %s there."
                        .formatted(
                                operation == AclOperation.READ ? "read" : "write to",
                                topic.name(),
                                operation == AclOperation.READ ? "Read" : "Write"));
    }

    /** A partition with fewer replicas can never be written to. */
    static Requirement enoughReplicas() {
        return topic -> {
            Optional<Long> least = number(topic, TopicConfig.MIN_IN_SYNC_REPLICAS_CONFIG);
            if (least.isEmpty()) {
                return Optional.of("min.insync.replicas of %s is not known.".formatted(topic.name()));
            }
            return topic.partitions().stream()
                    .filter(partition -> partition.replicas() < least.get())
                    .findFirst()
                    .map(partition ->
                            ("min.insync.replicas of %s is %d and partition %d has %d replicas, so that nothing"
                                            + " can be written: lower the one or raise the other.")
                                    .formatted(topic.name(), least.get(), partition.number(), partition.replicas()));
        };
    }

    /** Brokers that are away: everybody's transactions would wait for them. */
    static Requirement writableNow() {
        return topic -> {
            long least = number(topic, TopicConfig.MIN_IN_SYNC_REPLICAS_CONFIG).orElse(1L);
            return topic.partitions().stream()
                    .filter(partition -> !partition.led() || partition.inSync() < least)
                    .findFirst()
                    .map(partition -> unwritable(topic, partition, least));
        };
    }

    private static String unwritable(Described topic, PartitionFacts partition, long least) {
        return partition.led()
                ? "Partition %d of %s has %d of %d replicas in sync and min.insync.replicas is %d: bring its brokers back."
                        .formatted(partition.number(), topic.name(), partition.inSync(), partition.replicas(), least)
                : "Partition %d of %s has no leader: bring its brokers back."
                        .formatted(partition.number(), topic.name());
    }

    static Optional<Long> number(Described topic, String setting) {
        String value = topic.settings().get(setting);
        try {
            return value == null ? Optional.empty() : Optional.of(Long.parseLong(value.strip()));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    private static Set<String> names(@Nullable String list) {
        return list == null
                ? Set.of()
                : Arrays.stream(list.split(",", -1)).map(String::strip).collect(Collectors.toCollection(TreeSet::new));
    }
}
