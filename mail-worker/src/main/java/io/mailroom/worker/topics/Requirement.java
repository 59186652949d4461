package io.mailroom.worker.topics;

import io.mailroom.model.topic.TopicSetting;
import io.mailroom.model.topic.TopicSetting.Bound;
import io.mailroom.worker.topics.TopicFacts.Described;
import io.mailroom.worker.topics.TopicFacts.PartitionFacts;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.config.TopicConfig;

/** One thing that a topic must be, and the sentence if it is not. A setting that is not known is never as it must be. */
@FunctionalInterface
interface Requirement {
    Optional<String> broken(Described topic);

    /** What the plan says of a setting. */
    static Requirement planned(TopicSetting setting) {
        return switch (setting.bound()) {
            case Bound.Exactly(String value) ->
                setting(setting.name(), found -> names(found).equals(Set.of(value)), "must be " + value);
            case Bound.Without(String value) ->
                setting(setting.name(), found -> !names(found).contains(value), "must not be " + value);
            case Bound.AtLeast(long bytes) ->
                setting(setting.name(), found -> within(found, bytes, Long.MAX_VALUE), "must be at least " + bytes);
            case Bound.AtMost(long bytes) ->
                setting(setting.name(), found -> within(found, Long.MIN_VALUE, bytes), "must be at most " + bytes);
            case Bound.Free() -> _ -> Optional.empty();
        };
    }

    private static Requirement setting(String name, Predicate<String> fits, String must) {
        return topic -> {
            String found = topic.settings().get(name);
            return found != null && fits.test(found)
                    ? Optional.empty()
                    : Optional.of("%s of %s is %s and %s.".formatted(name, topic.name(), Sentence.shown(found), must));
        };
    }

    private static boolean within(String setting, long least, long most) {
        return number(setting).filter(found -> found >= least && found <= most).isPresent();
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
        return Optional.ofNullable(topic.settings().get(setting)).flatMap(Requirement::number);
    }

    private static Optional<Long> number(String setting) {
        try {
            return Optional.of(Long.parseLong(setting.strip()));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    private static Set<String> names(String list) {
        return Arrays.stream(list.split(",", -1)).map(String::strip).collect(Collectors.toSet());
    }
}
