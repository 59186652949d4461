package io.mailroom.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import io.mailroom.model.id.ClientName;
import io.mailroom.model.topic.TopicNames;
import io.mailroom.model.topic.TopicPlan;
import io.mailroom.stack.time.Waiting;
import io.mailroom.stack.topics.NewTopics;
import io.mailroom.worker.session.Session;
import io.mailroom.worker.takeover.TakeoverStatus;
import io.mailroom.worker.testing.TestingMailbox;
import java.time.Duration;
import java.util.List;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.junit.jupiter.api.Test;

/** When a worker says that it is ready, on a real broker. */
class ReadinessTest extends BrokerTest {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final String COMMANDS = TopicNames.commands(new ClientName("erp"));

    private static boolean ready(Session session) {
        return session.takeovers().unready().isEmpty();
    }

    @Test
    void one_that_starts_has_loaded_all_partitions_when_it_says_so_for_the_first_time() {
        try (Session session = workers.session("worker-1", new TestingMailbox())) {
            session.start();

            assertThat(Waiting.until(PATIENCE, () -> ready(session))).isTrue();

            assertThat(session.core().partitions().owned().count()).isEqualTo(TopicPlan.PARTITIONS);
        }
    }

    /** Until the group gives the dead one up, it gives its partitions to nobody. */
    @Test
    void one_that_joins_beside_a_dead_one_has_loaded_its_partitions_too() {
        ownAllAndDie();
        try (Session session = workers.session("worker-1", new TestingMailbox())) {
            session.start();

            assertThat(Waiting.until(PATIENCE, () -> ready(session))).isTrue();

            assertThat(session.core().partitions().owned().count()).isEqualTo(TopicPlan.PARTITIONS);
        }
    }

    @Test
    void one_without_any_client_is_ready_and_loads_the_partitions_of_the_first_that_comes() {
        try (var admin = workers.admin();
                Session session = workers.session("worker-1", new TestingMailbox())) {
            admin.deleteAllOf("erp");
            session.start();
            assertThat(Waiting.until(PATIENCE, () -> ready(session))).isTrue();
            assertThat(session.takeovers()).isEqualTo(new TakeoverStatus.Known(0, 0, 0, 0));

            admin.create(NewTopics.ofClient(new ClientName("erp")));

            assertThat(Waiting.until(
                            PATIENCE,
                            () -> ready(session)
                                    && session.core().partitions().owned().count() > 0))
                    .isTrue();
            assertThat(session.core().partitions().owned().count()).isEqualTo(TopicPlan.PARTITIONS);
        }
    }

    private static void ownAllAndDie() {
        var member = workers.broker()
                .with("group.id", WorkersOnKafka.GROUP)
                .with("group.protocol", "consumer")
                .with("group.remote.assignor", "range")
                .consumer();
        member.subscribe(List.of(COMMANDS));
        assertThat(Waiting.until(PATIENCE, () -> {
                    member.poll(Duration.ofMillis(100));
                    return member.assignment().size() == TopicPlan.PARTITIONS;
                }))
                .isTrue();
        member.close(CloseOptions.groupMembershipOperation(CloseOptions.GroupMembershipOperation.REMAIN_IN_GROUP));
    }
}
