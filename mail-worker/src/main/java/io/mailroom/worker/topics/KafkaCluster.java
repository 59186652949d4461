package io.mailroom.worker.topics;

import static java.util.Objects.requireNonNull;

import io.mailroom.model.topic.TopicNames;
import io.mailroom.worker.time.BrokersTime;
import io.mailroom.worker.time.SharedClock;
import io.mailroom.worker.topics.TopicFacts.Absent;
import io.mailroom.worker.topics.TopicFacts.Described;
import io.mailroom.worker.topics.TopicFacts.Forbidden;
import io.mailroom.worker.topics.TopicFacts.PartitionFacts;
import io.mailroom.worker.topics.TopicFacts.Unknown;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.DescribeMetadataQuorumOptions;
import org.apache.kafka.clients.admin.DescribeTopicsOptions;
import org.apache.kafka.clients.admin.FinalizedVersionRange;
import org.apache.kafka.clients.admin.QuorumInfo;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartitionInfo;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.errors.UnsupportedVersionException;

/** Looks at real brokers. */
final class KafkaCluster implements Cluster {
    static final Duration BOUND = Duration.ofSeconds(10);

    private static final String TRANSACTION_VERSION = "transaction.version";

    /** What rules ask for; all else of a topic is dropped at once. */
    static final Set<String> SETTINGS = Set.of(
            TopicConfig.CLEANUP_POLICY_CONFIG,
            TopicConfig.COMPRESSION_TYPE_CONFIG,
            TopicConfig.MAX_MESSAGE_BYTES_CONFIG,
            TopicConfig.MESSAGE_TIMESTAMP_AFTER_MAX_MS_CONFIG,
            TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG,
            TopicConfig.MIN_IN_SYNC_REPLICAS_CONFIG,
            TopicConfig.RETENTION_MS_CONFIG,
            TopicConfig.SEGMENT_BYTES_CONFIG,
            TopicConfig.SEGMENT_MS_CONFIG,
            TopicConfig.UNCLEAN_LEADER_ELECTION_ENABLE_CONFIG);

    private final Admin admin;

    KafkaCluster(Map<String, Object> connection) {
        this.admin = admin(connection);
    }

    /** A client that answers within {@link #BOUND}. */
    static Admin admin(Map<String, Object> connection) {
        var config = new HashMap<>(connection);
        config.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, (int)
                BOUND.dividedBy(2).toMillis());
        config.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, (int) BOUND.toMillis());
        return Admin.create(config);
    }

    @Override
    public ClusterFacts look() throws ExecutionException, TimeoutException, InterruptedException {
        Set<String> names = wanted(answer(admin.listTopics().names()));
        var described = admin.describeTopics(names, new DescribeTopicsOptions().includeAuthorizedOperations(true));
        var settings = admin.describeConfigs(names.stream()
                        .map(name -> new ConfigResource(ConfigResource.Type.TOPIC, name))
                        .toList())
                .values();
        var facts = new HashMap<String, TopicFacts>();
        for (var topic : described.topicNameValues().entrySet()) {
            KafkaFuture<Config> ofTopic = requireNonNull(
                    settings.get(new ConfigResource(ConfigResource.Type.TOPIC, topic.getKey())), "asked for each");
            facts.put(topic.getKey(), facts(topic.getKey(), topic.getValue(), ofTopic));
        }
        return new ClusterFacts(facts, transactionVersion());
    }

    /**
     * The active controller says when it last heard of itself, which is when it is asked (KIP-595, KIP-836; RaftUtil of
     * Kafka 4).
     */
    @Override
    public BrokersTime time() throws ExecutionException, TimeoutException, InterruptedException {
        int most = (int) SharedClock.SLOWEST_ANSWER.toMillis();
        try {
            QuorumInfo quorum = admin.describeMetadataQuorum(new DescribeMetadataQuorumOptions().timeoutMs(most))
                    .quorumInfo()
                    .get(most, TimeUnit.MILLISECONDS);
            return quorum.voters().stream()
                    .filter(voter -> voter.replicaId() == quorum.leaderId())
                    .flatMapToLong(voter -> voter.lastFetchTimestamp().stream())
                    .filter(millis -> millis > 0)
                    .mapToObj(Instant::ofEpochMilli)
                    .<BrokersTime>map(BrokersTime.Told::new)
                    .findFirst()
                    .orElseGet(BrokersTime.Withheld::new);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof AuthorizationException || e.getCause() instanceof UnsupportedVersionException) {
                return new BrokersTime.Withheld();
            }
            throw e;
        }
    }

    private static Set<String> wanted(Collection<String> existing) {
        Stream<String> ofClients = existing.stream()
                .flatMap(name -> TopicNames.clientOfCommands(name).stream())
                .flatMap(ClusterFacts::namesOf);
        return Stream.concat(ClusterFacts.INTERNAL.stream(), ofClients).collect(Collectors.toSet());
    }

    private OptionalInt transactionVersion() throws ExecutionException, TimeoutException, InterruptedException {
        FinalizedVersionRange found = answer(admin.describeFeatures().featureMetadata())
                .finalizedFeatures()
                .get(TRANSACTION_VERSION);
        return found == null ? OptionalInt.empty() : OptionalInt.of(found.maxVersionLevel());
    }

    private static TopicFacts facts(String name, KafkaFuture<TopicDescription> topic, KafkaFuture<Config> settings)
            throws InterruptedException {
        try {
            TopicDescription found = answer(topic);
            return new Described(
                    name,
                    found.topicId().toString(),
                    found.partitions().stream().map(KafkaCluster::partition).toList(),
                    settings(answer(settings)),
                    Optional.ofNullable(found.authorizedOperations()));
        } catch (ExecutionException e) {
            return switch (e.getCause()) {
                case UnknownTopicOrPartitionException _ -> new Absent(name);
                case AuthorizationException _ -> new Forbidden(name);
                case null -> new Unknown(name, "no answer");
                case Throwable other -> new Unknown(name, other.getClass().getSimpleName());
            };
        } catch (TimeoutException e) {
            return new Unknown(name, "no answer within " + BOUND);
        }
    }

    private static PartitionFacts partition(TopicPartitionInfo info) {
        return new PartitionFacts(
                info.partition(),
                info.leader() != null && !info.leader().isEmpty(),
                info.replicas().size(),
                info.isr().size());
    }

    private static Map<String, String> settings(Config config) {
        return config.entries().stream()
                .filter(entry -> SETTINGS.contains(entry.name()) && entry.value() != null)
                .collect(Collectors.toMap(ConfigEntry::name, ConfigEntry::value));
    }

    static <T> T answer(KafkaFuture<T> asked) throws ExecutionException, TimeoutException, InterruptedException {
        // Longer than the client's own bound, which tells more of what was wrong.
        return asked.get(BOUND.plusSeconds(1).toMillis(), TimeUnit.MILLISECONDS);
    }

    @Override
    public void close() {
        admin.close(Duration.ZERO);
    }
}
