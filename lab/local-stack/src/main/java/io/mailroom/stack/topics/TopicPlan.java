package io.mailroom.stack.topics;

import io.mailroom.model.command.Limits;
import io.mailroom.model.id.ClientName;
import io.mailroom.model.topic.TopicNames;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.config.TopicConfig;

/** All topics of Mailroom with one client, as the contract names them. */
public final class TopicPlan {
    /** Commands, journal, cursors and parked go together partition by partition, so they have the same number. */
    public static final int PARTITIONS = 12;

    private static final Map<String, String> COMPACTED =
            Map.of(TopicConfig.CLEANUP_POLICY_CONFIG, TopicConfig.CLEANUP_POLICY_COMPACT);
    private static final Map<String, String> KEPT_A_WEEK = Map.of(
            TopicConfig.CLEANUP_POLICY_CONFIG,
            TopicConfig.CLEANUP_POLICY_DELETE,
            TopicConfig.RETENTION_MS_CONFIG,
            Long.toString(7L * 24 * 60 * 60 * 1000));

    private TopicPlan() {}

    public static List<NewTopic> of(ClientName client) {
        return Stream.concat(ofClient(client), internal()).toList();
    }

    private static Stream<NewTopic> ofClient(ClientName client) {
        return Stream.of(
                topic(TopicNames.commands(client), PARTITIONS, withLargeRecords(KEPT_A_WEEK)),
                topic(TopicNames.results(client), PARTITIONS, KEPT_A_WEEK),
                topic(TopicNames.received(client), PARTITIONS, KEPT_A_WEEK),
                topic(TopicNames.connections(client), 1, COMPACTED),
                topic(TopicNames.dead(client), 1, withLargeRecords(KEPT_A_WEEK)));
    }

    private static Stream<NewTopic> internal() {
        return Stream.of(
                topic(TopicNames.JOURNAL, PARTITIONS, COMPACTED),
                topic(TopicNames.CURSORS, PARTITIONS, COMPACTED),
                topic(TopicNames.PARKED, PARTITIONS, withLargeRecords(COMPACTED)));
    }

    /** For topics that carry commands, and so attachments. */
    private static Map<String, String> withLargeRecords(Map<String, String> settings) {
        var large = new HashMap<>(settings);
        large.put(TopicConfig.MAX_MESSAGE_BYTES_CONFIG, Integer.toString(Limits.RECORD_BYTES));
        return large;
    }

    private static NewTopic topic(String name, int partitions, Map<String, String> settings) {
        return new NewTopic(name, partitions, (short) 1).configs(settings);
    }
}
