package io.mailroom.model.topic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mailroom.model.id.ClientName;
import io.mailroom.model.topic.TopicSetting.Bound;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class TopicPlanTest {
    private static final ClientName ERP = new ClientName("erp");
    private static final List<PlannedTopic> PLAN = TopicPlan.of(ERP);

    @Nested
    class Every_topic {
        @Test
        void stands_there_once() {
            assertThat(PLAN.stream().map(PlannedTopic::name))
                    .containsExactlyInAnyOrder(
                            "mail.commands.erp",
                            "mail.results.erp",
                            "mail.received.erp",
                            "mail.dead.erp",
                            "mail.connections.erp",
                            "mail.journal",
                            "mail.cursors",
                            "mail.parked");
        }

        @Test
        void names_a_setting_once() {
            assertThat(PLAN)
                    .allSatisfy(topic -> assertThat(topic.settings().stream().map(TopicSetting::name))
                            .doesNotHaveDuplicates());
        }

        @Test
        void is_created_as_it_must_be() {
            assertThat(PLAN.stream().flatMap(topic -> topic.settings().stream()))
                    .allSatisfy(setting ->
                            assertThat(setting.created().stream()).allMatch(value -> fits(value, setting.bound())));
        }
    }

    @Nested
    class Topics_whose_partitions_belong_together {
        @Test
        void have_as_many() {
            assertThat(Stream.of(TopicPlan.commands(ERP), TopicPlan.journal(), TopicPlan.cursors(), TopicPlan.parked())
                            .map(PlannedTopic::partitions))
                    .containsOnly(TopicPlan.PARTITIONS);
        }
    }

    @Nested
    class A_setting_that_is_not_planned {
        @Test
        void is_a_mistake_of_who_asks() {
            assertThatThrownBy(() -> TopicPlan.connections(ERP).setting("segment.bytes"))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("mail.connections.erp has no setting segment.bytes");
        }
    }

    private static boolean fits(String value, Bound bound) {
        return switch (bound) {
            case Bound.Exactly(String only) -> value.equals(only);
            case Bound.Without(String never) -> !value.contains(never);
            case Bound.AtLeast(long bytes) -> Long.parseLong(value) >= bytes;
            case Bound.AtMost(long bytes) -> Long.parseLong(value) <= bytes;
            case Bound.Free() -> true;
        };
    }
}
