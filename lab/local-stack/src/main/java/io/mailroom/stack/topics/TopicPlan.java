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
                topic(TopicNames.commands(client), PARTITIONS, forCommands(KEPT_A_WEEK)),
                topic(TopicNames.results(client), PARTITIONS, KEPT_A_WEEK),
                topic(TopicNames.received(client), PARTITIONS, KEPT_A_WEEK),
                topic(TopicNames.connections(client), 1, COMPACTED),
                topic(TopicNames.dead(client), 1, keepingRecords(KEPT_A_WEEK)));
    }

    private static Stream<NewTopic> internal() {
        return Stream.of(
                topic(TopicNames.JOURNAL, PARTITIONS, COMPACTED),
                topic(TopicNames.CURSORS, PARTITIONS, COMPACTED),
                topic(TopicNames.PARKED, PARTITIONS, keepingRecords(COMPACTED)));
    }

    /** Uncompressed, so that the broker measures a packed record by what it unpacks to. */
    private static Map<String, String> forCommands(Map<String, String> settings) {
        var uncompressed = new HashMap<>(settings);
        uncompressed.put(TopicConfig.COMPRESSION_TYPE_CONFIG, "uncompressed");
        return withRecords(Limits.RECORD_BYTES, uncompressed);
    }

    /** With room for the headers that are added to a record. */
    private static Map<String, String> keepingRecords(Map<String, String> settings) {
        return withRecords(Limits.KEPT_RECORD_BYTES, settings);
    }

    private static Map<String, String> withRecords(int bytes, Map<String, String> settings) {
        var large = new HashMap<>(settings);
        large.put(TopicConfig.MAX_MESSAGE_BYTES_CONFIG, Integer.toString(bytes));
        return large;
    }

    private static NewTopic topic(String name, int partitions, Map<String, String> settings) {
        return new NewTopic(name, partitions, (short) 1).configs(settings);
    }
}
