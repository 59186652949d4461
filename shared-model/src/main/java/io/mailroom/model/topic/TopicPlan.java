package io.mailroom.model.topic;

import io.mailroom.model.command.Limits;
import io.mailroom.model.id.ClientName;
import io.mailroom.model.topic.TopicSetting.Bound;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Every topic with its partitions and settings. Whoever creates topics takes them from here, and workers hold who has
 * other ones. What hangs on more than one value stays with the worker: permissions, replicas, how long commands are kept.
 */
public final class TopicPlan {
    /** Commands, journal, cursors and parked go together partition by partition, so they have the same number. */
    public static final int PARTITIONS = 12;

    private static final String CLEANUP_POLICY = "cleanup.policy";
    private static final String COMPACT = "compact";
    private static final String DELETE = "delete";

    private static final TopicSetting WEEK = TopicSetting.free(
            "retention.ms",
            Long.toString(Duration.ofDays(7).toMillis()),
            "a week, for who was away; of commands, the journal must know them for longer than they stand");

    private static final List<TopicSetting> COMMANDS = List.of(
            TopicSetting.exactly(
                    CLEANUP_POLICY, DELETE, "compaction deletes all commands of a connection but the newest"),
            WEEK,
            TopicSetting.exactly(
                    "compression.type",
                    "uncompressed",
                    "only then does the broker measure a packed record by what it unpacks to"),
            TopicSetting.atMost(
                    "max.message.bytes", Limits.RECORD_BYTES, "what is larger is refused to the client at once"));

    private static final TopicSetting NOT_COMPACTED = new TopicSetting(
            CLEANUP_POLICY,
            new Bound.Without(COMPACT),
            Optional.of(DELETE),
            "compaction deletes all records of a connection but the newest");

    private static final List<TopicSetting> EVENTS = List.of(
            NOT_COMPACTED,
            WEEK,
            recordBytes(Limits.USUAL_RECORD_BYTES).asKafkaDoes(),
            segmentBytes(Limits.USUAL_RECORD_BYTES));

    private static final List<TopicSetting> DEAD =
            List.of(NOT_COMPACTED, WEEK, recordBytes(Limits.KEPT_RECORD_BYTES), segmentBytes(Limits.KEPT_RECORD_BYTES));

    private static final List<TopicSetting> CONNECTIONS = List.of(TopicSetting.free(
            CLEANUP_POLICY, COMPACT, "the newest state of each connection stays, for who comes later"));

    private static final TopicSetting COMPACTED =
            TopicSetting.exactly(CLEANUP_POLICY, COMPACT, "with `compact,delete` retention deletes what was begun");
    private static final TopicSetting CLEAN_LEADERS = TopicSetting.exactly(
                    "unclean.leader.election.enable", "false", "a leader that was not in sync has lost what was begun")
            .asKafkaDoes();

    private static final List<TopicSetting> STATE = List.of(
            COMPACTED,
            CLEAN_LEADERS,
            recordBytes(Limits.USUAL_RECORD_BYTES).asKafkaDoes(),
            segmentBytes(Limits.USUAL_RECORD_BYTES));

    private static final List<TopicSetting> PARKED = List.of(
            COMPACTED, CLEAN_LEADERS, recordBytes(Limits.KEPT_RECORD_BYTES), segmentBytes(Limits.KEPT_RECORD_BYTES));

    private TopicPlan() {}

    /** All topics of a deployment with one client. */
    public static List<PlannedTopic> of(ClientName client) {
        return Stream.concat(ofClient(client).stream(), internal().stream()).toList();
    }

    /** What belongs to one client alone. */
    public static List<PlannedTopic> ofClient(ClientName client) {
        return List.of(commands(client), results(client), received(client), dead(client), connections(client));
    }

    /** What belongs to Mailroom alone, whoever its clients are. */
    public static List<PlannedTopic> internal() {
        return List.of(journal(), cursors(), parked());
    }

    public static PlannedTopic commands(ClientName client) {
        return new PlannedTopic(TopicNames.commands(client), PARTITIONS, COMMANDS);
    }

    public static PlannedTopic results(ClientName client) {
        return new PlannedTopic(TopicNames.results(client), PARTITIONS, EVENTS);
    }

    public static PlannedTopic received(ClientName client) {
        return new PlannedTopic(TopicNames.received(client), PARTITIONS, EVENTS);
    }

    public static PlannedTopic dead(ClientName client) {
        return new PlannedTopic(TopicNames.dead(client), 1, DEAD);
    }

    public static PlannedTopic connections(ClientName client) {
        return new PlannedTopic(TopicNames.connections(client), 1, CONNECTIONS);
    }

    public static PlannedTopic journal() {
        return new PlannedTopic(TopicNames.JOURNAL, PARTITIONS, STATE);
    }

    public static PlannedTopic cursors() {
        return new PlannedTopic(TopicNames.CURSORS, PARTITIONS, STATE);
    }

    public static PlannedTopic parked() {
        return new PlannedTopic(TopicNames.PARKED, PARTITIONS, PARKED);
    }

    private static TopicSetting recordBytes(int bytes) {
        return TopicSetting.atLeast("max.message.bytes", bytes, "the largest record that is written there must fit");
    }

    /** Never set for a topic: Kafka's own default is a gigabyte. */
    private static TopicSetting segmentBytes(int bytes) {
        return TopicSetting.atLeast("segment.bytes", bytes, "a batch that does not fit into a segment is refused")
                .asKafkaDoes();
    }
}
