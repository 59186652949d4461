package io.mailroom.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import io.mailroom.model.id.ClientName;
import io.mailroom.model.topic.TopicNames;
import io.mailroom.model.topic.TopicPlan;
import io.mailroom.stack.topics.NewTopics;
import io.mailroom.worker.session.Session;
import io.mailroom.worker.takeover.TakeoverStatus;
import io.mailroom.worker.testing.TestingMailbox;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** When a worker says that it is ready, on a real broker. */
class ReadinessTest {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final String COMMANDS = TopicNames.commands(new ClientName("erp"));

    @TempDir
    static Path home;

    private static WorkersOnKafka workers;

    @BeforeAll
    static void startBroker() {
        workers = WorkersOnKafka.start(home);
    }

    @AfterAll
    static void stopBroker() {
        workers.close();
    }

    private static boolean ready(Session session) {
        return session.takeovers().unready().isEmpty();
    }

    @Test
    void one_that_starts_has_loaded_all_partitions_when_it_says_so_for_the_first_time() {
        try (Session session = workers.session("worker-1", new TestingMailbox())) {
            session.start();

            assertThat(Eventually.within(PATIENCE, () -> ready(session))).isTrue();

            assertThat(session.core().partitions().owned().count()).isEqualTo(TopicPlan.PARTITIONS);
        }
    }

    /** Until the group gives the dead one up, it gives its partitions to nobody. */
    @Test
    void one_that_joins_beside_a_dead_one_has_loaded_its_partitions_too() {
        ownAllAndDie();
        try (Session session = workers.session("worker-1", new TestingMailbox())) {
            session.start();

            assertThat(Eventually.within(PATIENCE, () -> ready(session))).isTrue();

            assertThat(session.core().partitions().owned().count()).isEqualTo(TopicPlan.PARTITIONS);
        }
    }

    @Test
    void one_without_any_client_is_ready_and_loads_the_partitions_of_the_first_that_comes() {
        try (var admin = workers.admin();
                Session session = workers.session("worker-1", new TestingMailbox())) {
            admin.deleteAllOf("erp");
            session.start();
            assertThat(Eventually.within(PATIENCE, () -> ready(session))).isTrue();
            assertThat(session.takeovers()).isEqualTo(new TakeoverStatus.Known(0, 0, 0, 0));

            admin.create(NewTopics.ofClient(new ClientName("erp")));

            assertThat(Eventually.within(
                            PATIENCE,
                            () -> ready(session)
                                    && session.core().partitions().owned().count() > 0))
                    .isTrue();
            assertThat(session.core().partitions().owned().count()).isEqualTo(TopicPlan.PARTITIONS);
        }
    }

    private static void ownAllAndDie() {
        Map<String, Object> settings = new HashMap<>(workers.connection());
        settings.put("group.id", WorkersOnKafka.GROUP);
        settings.put("group.protocol", "consumer");
        settings.put("group.remote.assignor", "range");
        settings.put("enable.auto.commit", false);
        var member = new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
        member.subscribe(List.of(COMMANDS));
        assertThat(Eventually.within(PATIENCE, () -> {
                    member.poll(Duration.ofMillis(100));
                    return member.assignment().size() == TopicPlan.PARTITIONS;
                }))
                .isTrue();
        member.close(CloseOptions.groupMembershipOperation(CloseOptions.GroupMembershipOperation.REMAIN_IN_GROUP));
    }
}
