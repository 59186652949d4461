package io.mailroom.chaos.second;

import static org.assertj.core.api.Assertions.assertThat;

import io.mailroom.chaos.plan.Shape;
import io.mailroom.model.id.ClientName;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.admin.NewTopic;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class WantedTopicsTest {
    private static final ClientName CLIENT = new ClientName("erp2");
    private static final String COMMANDS = "mail.commands.erp2";

    private static Map<String, Optional<NewTopic>> wanted(Shape shape) {
        return WantedTopics.of(CLIENT, shape);
    }

    @ParameterizedTest
    @EnumSource(Shape.class)
    void only_topics_of_the_client_that_auth_service_does_not_write_to_come_and_go(Shape shape) {
        assertThat(wanted(shape))
                .containsOnlyKeys(COMMANDS, "mail.results.erp2", "mail.received.erp2", "mail.dead.erp2");
    }

    @ParameterizedTest
    @CsvSource({"NO_RESULTS,mail.results.erp2", "NO_RECEIVED,mail.received.erp2", "NO_DEAD,mail.dead.erp2"})
    void one_topic_is_missing(Shape shape, String missing) {
        assertThat(wanted(shape))
                .allSatisfy((name, topic) -> assertThat(topic.isEmpty()).isEqualTo(name.equals(missing)));
    }

    @ParameterizedTest
    @CsvSource({"WIDE", "GROWN"})
    void the_commands_have_twice_the_partitions(Shape shape) {
        assertThat(wanted(shape).get(COMMANDS))
                .hasValueSatisfying(topic -> assertThat(topic.numPartitions()).isEqualTo(24));
    }

    @Test
    void compacted_commands_differ_in_nothing_else() {
        NewTopic right = wanted(Shape.RIGHT).get(COMMANDS).orElseThrow();
        NewTopic compacted = wanted(Shape.COMPACTED).get(COMMANDS).orElseThrow();

        assertThat(compacted.numPartitions()).isEqualTo(right.numPartitions());
        assertThat(compacted.configs()).containsEntry("cleanup.policy", "compact");
        assertThat(right.configs()).containsEntry("cleanup.policy", "delete");
    }

    @Test
    void nothing_is_left_of_absent_topics() {
        assertThat(wanted(Shape.ABSENT).values()).allMatch(Optional::isEmpty);
    }
}
