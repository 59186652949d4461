package io.mailroom.worker.topics;

import static java.util.Objects.requireNonNull;

import io.mailroom.worker.record.Place;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ConsumerGroupDescription;
import org.apache.kafka.clients.admin.MemberAssignment;
import org.apache.kafka.clients.admin.MemberDescription;

/** Asks the coordinator of a group of the consumer protocol (KIP-848). Needs no right that a member has not got. */
final class KafkaGroup implements Group {
    private static final int UNKNOWN = -1;

    private final Admin admin;
    private final String group;

    KafkaGroup(Map<String, Object> connection, String group) {
        this.admin = KafkaCluster.admin(connection);
        this.group = group;
    }

    @Override
    public GroupFacts look() throws ExecutionException, TimeoutException, InterruptedException {
        var described = admin.describeConsumerGroups(List.of(group)).describedGroups();
        return facts(KafkaCluster.answer(requireNonNull(described.get(group), "asked for it")));
    }

    static GroupFacts facts(ConsumerGroupDescription group) {
        return new GroupFacts(
                group.groupEpoch().orElse(UNKNOWN),
                group.targetAssignmentEpoch().orElse(UNKNOWN),
                group.members().stream()
                        .filter(member -> member.targetAssignment().isPresent())
                        .collect(Collectors.toMap(MemberDescription::consumerId, KafkaGroup::target)));
    }

    private static Set<Place> target(MemberDescription member) {
        return member.targetAssignment().map(MemberAssignment::topicPartitions).orElse(Set.of()).stream()
                .map(partition -> new Place(partition.topic(), partition.partition()))
                .collect(Collectors.toSet());
    }

    @Override
    public void close() {
        admin.close(Duration.ZERO);
    }
}
