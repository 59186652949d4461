package io.mailroom.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import io.mailroom.model.id.ClientName;
import io.mailroom.model.topic.TopicPlan;
import io.mailroom.stack.time.Waiting;
import io.mailroom.stack.topics.NewTopics;
import io.mailroom.worker.session.Session;
import io.mailroom.worker.testing.TestingMailbox;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** How a group of workers shares the partitions of two clients, of whom one does nothing. */
class IdleClientTest extends BrokerTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String BUSY = "mail.commands.erp";
    private static final String IDLE = "mail.commands.idle";

    private static TopicAdmin admin;

    @BeforeAll
    static void openAdmin() {
        admin = workers.admin();
    }

    @AfterAll
    static void closeAdmin() {
        admin.close();
    }

    @Nested
    class An_idle_second_client {
        @Test
        void leaves_the_first_ones_partitions_spread_whoever_joins_after_it() {
            try (Session one = started("one")) {
                assertThat(spreads(BUSY, 1)).isTrue();
                admin.create(NewTopics.ofClient(new ClientName("idle")));
                assertThat(spreads(IDLE, 1)).as("one worker has both clients").isTrue();

                try (Session two = started("two")) {
                    assertThat(spreads(BUSY, 2)).as(() -> owners().toString()).isTrue();
                    assertThat(spreads(IDLE, 2)).as(() -> owners().toString()).isTrue();
                    assertThat(one.hasFailed() || two.hasFailed()).isFalse();
                }
            }
        }
    }

    /** Whether so many come to have all partitions, and each of them its share. */
    private static boolean spreads(String topic, int members) {
        return Waiting.until(PATIENCE, () -> {
            Collection<Set<Integer>> shares =
                    admin.owners(WorkersOnKafka.GROUP, topic).values();
            return shares.size() == members
                    && shares.stream().mapToInt(Set::size).sum() == TopicPlan.PARTITIONS
                    && shares.stream().allMatch(share -> share.size() == TopicPlan.PARTITIONS / members);
        });
    }

    private static Map<String, Set<Integer>> owners() {
        return admin.owners(WorkersOnKafka.GROUP, BUSY);
    }

    private static Session started(String name) {
        Session session = workers.session(name, new TestingMailbox());
        session.start();
        return session;
    }
}
