package io.mailroom.worker.topics;

import static io.mailroom.worker.topics.SoundTopics.set;
import static io.mailroom.worker.topics.SoundTopics.unset;
import static org.assertj.core.api.Assertions.assertThat;

import io.mailroom.model.id.ClientName;
import java.time.Duration;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class TopicRulesTest {
    private static final ClientName ERP = new ClientName("erp");
    private static final ClientName OTHER = new ClientName("other");

    private final TopicRules rules = new TopicRules(Duration.ofDays(30));

    @Nested
    class Topics_as_they_must_be {
        @Test
        void hold_nobody() {
            ClusterFacts sound = SoundTopics.of("erp", "other");

            assertThat(rules.everybody(sound)).isEmpty();
            assertThat(rules.of(ERP, sound)).isEmpty();
        }
    }

    @Nested
    class What_is_wrong_with_topics_of_one_client {
        @ParameterizedTest
        @MethodSource("io.mailroom.worker.topics.TopicFaults#ofOneClient")
        void holds_that_client_alone_and_says_why(UnaryOperator<ClusterFacts> fault, String sentence) {
            ClusterFacts facts = fault.apply(SoundTopics.of("erp", "other"));

            assertThat(rules.of(ERP, facts)).contains(sentence);
            assertThat(rules.of(OTHER, facts)).isEmpty();
            assertThat(rules.everybody(facts)).isEmpty();
        }
    }

    @Nested
    class What_is_wrong_with_the_brokers_or_the_internal_topics {
        @ParameterizedTest
        @MethodSource("io.mailroom.worker.topics.TopicFaults#ofEverybody")
        void holds_everybody_and_says_why(UnaryOperator<ClusterFacts> fault, String sentence) {
            ClusterFacts facts = fault.apply(SoundTopics.of("erp", "other"));

            assertThat(rules.everybody(facts)).contains(sentence);
            assertThat(rules.of(ERP, facts)).contains(sentence);
            assertThat(rules.of(OTHER, facts)).contains(sentence);
        }
    }

    @Nested
    class A_setting_that_is_not_as_planned {
        @ParameterizedTest
        @MethodSource("io.mailroom.worker.topics.TopicFaults#plannedSettings")
        void is_seen(String topic, String setting, String value) {
            assertThat(KafkaCluster.SETTINGS).contains(setting);
            assertThat(rules.of(ERP, set(topic, setting, value).apply(SoundTopics.of("erp"))))
                    .hasValueSatisfying(sentence -> assertThat(sentence)
                            .startsWith("%s of %s is %s and must ".formatted(setting, topic, value)));
        }
    }

    @Nested
    class What_is_at_its_bound_or_not_said {
        @ParameterizedTest
        @MethodSource("io.mailroom.worker.topics.TopicFaults#harmless")
        void holds_nobody(UnaryOperator<ClusterFacts> change) {
            assertThat(rules.of(ERP, change.apply(SoundTopics.of("erp")))).isEmpty();
        }
    }

    @Nested
    class A_setting_that_is_not_known {
        @ParameterizedTest
        @MethodSource("io.mailroom.worker.topics.TopicFaults#neededSettings")
        void never_fits(String topic, String setting) {
            ClusterFacts sound = SoundTopics.of("erp");

            assertThat(rules.of(ERP, unset(topic, setting).apply(sound)))
                    .hasValueSatisfying(sentence -> assertThat(sentence).contains(topic, "not known"));
        }

        @Test
        void is_shown_bounded_and_in_one_line() {
            ClusterFacts facts = set("mail.commands.erp", "compression.type", "x\ny".repeat(1000))
                    .apply(SoundTopics.of("erp"));

            assertThat(rules.of(ERP, facts))
                    .hasValueSatisfying(sentence ->
                            assertThat(sentence).hasSizeLessThan(200).doesNotContain("\n"));
        }
    }
}
