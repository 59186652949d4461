package io.mailroom.worker.intake;

import static org.assertj.core.api.Assertions.assertThat;

import io.mailroom.worker.intake.PartitionFlow.Assigned;
import io.mailroom.worker.intake.PartitionFlow.TakenOver;
import io.mailroom.worker.record.Place;
import io.mailroom.worker.record.RawRecord;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class GivenPartitionsTest {
    private static final Place ERP = new Place("mail.commands.erp", 0);
    private static final Place OTHER = new Place("mail.commands.other", 0);

    private final Set<Place> held = new HashSet<>();
    private TakenOver takeover = TakenOver.DONE;
    private final GivenPartitions handed = new GivenPartitions(new OnlyHolds());

    @Nested
    class A_partition_that_the_group_gives {
        @Test
        void is_not_worked_for_before_it_is_taken() {
            handed.given(List.of(ERP));

            assertThat(handed.works(ERP)).isFalse();
            assertThat(handed.toTake()).containsExactly(Set.of(ERP));
        }

        @Test
        void is_not_taken_while_it_is_held_and_the_others_are() {
            held.add(OTHER);

            handed.given(List.of(ERP, OTHER));

            assertThat(handed.toTake()).containsExactly(Set.of(ERP));
            assertThat(handed.waitsForAny()).isTrue();
        }

        @Test
        void is_taken_once_nothing_stands_against_it() {
            held.add(ERP);
            handed.given(List.of(ERP));

            held.clear();

            assertThat(handed.toTake()).containsExactly(Set.of(ERP));
        }
    }

    @Nested
    class A_partition_that_is_worked_for {
        @Test
        void is_given_up_when_it_comes_to_be_held_and_taken_again_afterwards() {
            handed.given(List.of(ERP));
            take(ERP);
            held.add(ERP);
            Set<Place> given = handed.toHold();
            handed.hold(given);

            held.clear();

            assertThat(given).containsExactly(ERP);
            assertThat(handed.toTake()).containsExactly(Set.of(ERP));
        }

        @Test
        void is_the_only_kind_that_has_to_be_given_away_in_order() {
            held.add(OTHER);
            handed.given(List.of(ERP, OTHER));
            take(ERP);

            Set<Place> worked = handed.gone(List.of(ERP, OTHER));

            assertThat(worked).containsExactly(ERP);
            assertThat(handed.waitsForAny()).isFalse();
        }
    }

    @Nested
    class A_partition_that_is_being_taken_over {
        @Test
        void is_not_worked_for_before_that_is_done() {
            takeover = TakenOver.UNDER_WAY;
            handed.given(List.of(ERP));
            handed.taking(Set.of(ERP));

            Set<Place> before = handed.taken();
            takeover = TakenOver.DONE;

            assertThat(before).isEmpty();
            assertThat(handed.waitsForAny()).isTrue();
            assertThat(handed.works(ERP)).isFalse();
            assertThat(handed.taken()).containsExactly(ERP);
            assertThat(handed.works(ERP)).isTrue();
            assertThat(handed.taken()).isEmpty();
        }

        @Test
        void is_taken_anew_if_that_fails() {
            takeover = TakenOver.FAILED;
            handed.given(List.of(ERP));
            handed.taking(Set.of(ERP));

            assertThat(handed.taken()).isEmpty();
            assertThat(handed.toTake()).containsExactly(Set.of(ERP));
        }

        @Test
        void is_given_up_when_it_comes_to_be_held() {
            takeover = TakenOver.UNDER_WAY;
            handed.given(List.of(ERP));
            handed.taking(Set.of(ERP));

            held.add(ERP);

            assertThat(handed.toHold()).containsExactly(ERP);
        }

        @Test
        void has_to_be_given_away_in_order() {
            takeover = TakenOver.UNDER_WAY;
            handed.given(List.of(ERP));
            handed.taking(Set.of(ERP));

            assertThat(handed.gone(List.of(ERP))).containsExactly(ERP);
            assertThat(handed.waitsForAny()).isFalse();
        }
    }

    private void take(Place place) {
        handed.taking(Set.of(place));
        assertThat(handed.taken()).containsExactly(place);
    }

    private final class OnlyHolds implements PartitionFlow {
        @Override
        public boolean held(Place place) {
            return held.contains(place);
        }

        @Override
        public String topicId(Place place) {
            return "";
        }

        @Override
        public void unreadable(Place place, String why) {}

        @Override
        public void given(Set<Place> places) {}

        @Override
        public void assigned(Map<Place, Assigned> partitions) {}

        @Override
        public TakenOver takenOver(Place place) {
            return takeover;
        }

        @Override
        public void revoked(Set<Place> places) {}

        @Override
        public void lost(Set<Place> places) {}

        @Override
        public void record(RawRecord record) {}

        @Override
        public boolean full() {
            return false;
        }
    }
}
