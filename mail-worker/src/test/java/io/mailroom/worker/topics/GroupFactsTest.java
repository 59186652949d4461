package io.mailroom.worker.topics;

import static org.assertj.core.api.Assertions.assertThat;

import io.mailroom.worker.intake.Membership;
import io.mailroom.worker.record.Place;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.ConsumerGroupDescription;
import org.apache.kafka.clients.admin.MemberAssignment;
import org.apache.kafka.clients.admin.MemberDescription;
import org.apache.kafka.common.GroupState;
import org.apache.kafka.common.GroupType;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class GroupFactsTest {
    private static final String ERP = "mail.commands.erp";
    private static final String CRM = "mail.commands.crm";
    private static final int EPOCH = 5;

    private static Membership me(String... topics) {
        return new Membership("me", EPOCH, Set.of(topics), Set.of(), Set.of());
    }

    private static Set<Place> places(String topic, int from, int to) {
        return IntStream.range(from, to)
                .mapToObj(partition -> new Place(topic, partition))
                .collect(Collectors.toSet());
    }

    private static GroupFacts group(Map<String, Set<Place>> targets) {
        return new GroupFacts(EPOCH, EPOCH, targets);
    }

    @Nested
    class What_a_member_is_to_have_is_known {
        @Test
        void though_somebody_who_died_still_has_it() {
            GroupFacts group = group(Map.of("me", places(ERP, 0, 6), "dead", places(ERP, 6, 12)));

            assertThat(group.of(me(ERP), Set.of(ERP))).isEqualTo(new ExpectedPartitions.Known(places(ERP, 0, 6)));
        }

        @Test
        void to_be_nothing_when_there_are_more_workers_than_partitions() {
            GroupFacts group = group(Map.of("me", Set.of(), "first", places(ERP, 0, 1), "second", places(ERP, 1, 2)));

            assertThat(group.of(me(ERP), Set.of(ERP))).isEqualTo(new ExpectedPartitions.Known(Set.of()));
        }

        @Test
        void to_be_nothing_when_no_client_has_topics() {
            assertThat(group(Map.of("me", Set.of())).of(me(), Set.of()))
                    .isEqualTo(new ExpectedPartitions.Known(Set.of()));
        }
    }

    @Nested
    class It_is_not_known {
        @Test
        void while_the_group_knows_nothing_of_the_member() {
            assertThat(group(Map.of("other", places(ERP, 0, 12))).of(me(ERP), Set.of(ERP)))
                    .isInstanceOf(ExpectedPartitions.Unknown.class);
        }

        @Test
        void while_the_group_is_in_another_epoch_than_the_member() {
            var later = new GroupFacts(EPOCH + 1, EPOCH + 1, Map.of("me", places(ERP, 0, 12)));
            var earlier = new GroupFacts(EPOCH - 1, EPOCH - 1, Map.of("me", places(ERP, 0, 12)));

            assertThat(later.of(me(ERP), Set.of(ERP))).isInstanceOf(ExpectedPartitions.Unknown.class);
            assertThat(earlier.of(me(ERP), Set.of(ERP))).isInstanceOf(ExpectedPartitions.Unknown.class);
        }

        @Test
        void while_the_partitions_were_shared_out_for_an_earlier_epoch() {
            var group = new GroupFacts(EPOCH, EPOCH - 1, Map.of("me", places(ERP, 0, 12)));

            assertThat(group.of(me(ERP), Set.of(ERP))).isInstanceOf(ExpectedPartitions.Unknown.class);
        }

        @Test
        void while_the_member_has_not_found_a_topic_that_exists() {
            GroupFacts group = group(Map.of("me", Set.of(), "first", places(ERP, 0, 1), "second", places(ERP, 1, 2)));

            assertThat(group.of(me(), Set.of(ERP))).isInstanceOf(ExpectedPartitions.Unknown.class);
        }

        @Test
        void while_the_group_has_not_heard_that_the_member_has_found_the_topic() {
            GroupFacts alone = group(Map.of("me", Set.of()));
            GroupFacts two = group(Map.of("me", Set.of(), "other", places(ERP, 0, 12)));

            assertThat(alone.of(me(ERP), Set.of(ERP))).isInstanceOf(ExpectedPartitions.Unknown.class);
            assertThat(two.of(me(ERP), Set.of(ERP))).isInstanceOf(ExpectedPartitions.Unknown.class);
        }

        @Test
        void while_that_holds_of_one_topic_of_several() {
            GroupFacts group = group(Map.of("me", places(ERP, 0, 12)));

            assertThat(group.of(me(ERP, CRM), Set.of(ERP, CRM)))
                    .isEqualTo(new ExpectedPartitions.Unknown("the group has not shared out mail.commands.crm yet"));
        }
    }

    @Nested
    class A_description_by_the_coordinator {
        @Test
        void is_read_for_what_members_are_to_have_and_not_for_what_they_have() {
            MemberDescription member = member("me", Set.of(), Optional.of(Set.of(new TopicPartition(ERP, 3))));

            assertThat(KafkaGroup.facts(description(Optional.of(EPOCH), Optional.of(EPOCH), member)))
                    .isEqualTo(group(Map.of("me", places(ERP, 3, 4))));
        }

        @Test
        void that_lacks_epochs_or_targets_says_nothing() {
            MemberDescription member = member("me", Set.of(new TopicPartition(ERP, 3)), Optional.empty());

            GroupFacts facts = KafkaGroup.facts(description(Optional.empty(), Optional.empty(), member));

            assertThat(facts.targets()).isEmpty();
            assertThat(new GroupFacts(facts.epoch(), facts.assignedEpoch(), new HashMap<>(Map.of("me", Set.of())))
                            .of(me(), Set.of()))
                    .isInstanceOf(ExpectedPartitions.Unknown.class);
        }

        private static MemberDescription member(
                String id, Set<TopicPartition> has, Optional<Set<TopicPartition>> isToHave) {
            return new MemberDescription(
                    id,
                    Optional.empty(),
                    Optional.empty(),
                    "client",
                    "host",
                    new MemberAssignment(has),
                    isToHave.map(MemberAssignment::new),
                    Optional.of(EPOCH),
                    Optional.empty());
        }

        private static ConsumerGroupDescription description(
                Optional<Integer> epoch, Optional<Integer> assignedEpoch, MemberDescription member) {
            return new ConsumerGroupDescription(
                    "workers",
                    false,
                    List.of(member),
                    "range",
                    GroupType.CONSUMER,
                    GroupState.STABLE,
                    Node.noNode(),
                    Set.of(),
                    epoch,
                    assignedEpoch);
        }
    }
}
