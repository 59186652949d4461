package io.mailroom.worker.topics;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.common.acl.AclOperation;

/** What is known of one topic. */
public sealed interface TopicFacts {
    String name();

    /**
     * @param id by which Kafka tells it from others that had or will have the same name
     * @param settings as they are in effect, whether set for the topic or by the brokers
     * @param allowed what this worker may do there; empty if the brokers do not say
     */
    record Described(
            String name,
            String id,
            List<PartitionFacts> partitions,
            Map<String, String> settings,
            Optional<Set<AclOperation>> allowed)
            implements TopicFacts {
        public Described {
            partitions = List.copyOf(partitions);
            settings = Map.copyOf(settings);
            allowed = allowed.map(Set::copyOf);
        }
    }

    record Absent(String name) implements TopicFacts {}

    /** This worker may not look at it, or not at its settings. */
    record Forbidden(String name) implements TopicFacts {}

    /**
     * The brokers did not answer for it.
     *
     * @param why the kind of failure
     */
    record Unknown(String name, String why) implements TopicFacts {}

    /**
     * @param replicas that it should have
     * @param inSync of them, that have everything
     */
    record PartitionFacts(int number, boolean led, int replicas, int inSync) {}
}
