package io.mailroom.worker.takeover;

import static org.assertj.core.api.Assertions.assertThat;

import io.mailroom.worker.record.Place;
import io.mailroom.worker.testing.TestingHolds;
import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class UncheckedTopicsTest {
    private static final Instant NOON = Instant.parse("2026-11-27T12:00:00Z");

    private final TestingHolds holds = new TestingHolds();
    private final UncheckedTopics looks = new UncheckedTopics(holds);

    private static Place partition(int number) {
        return new Place("mail.commands.erp", number);
    }

    @Nested
    class A_partition_that_was_given {
        @Test
        void waits_for_a_look_that_began_then_or_later() {
            looks.given(Set.of(partition(0)), NOON);

            holds.lookedAt(NOON.minusMillis(1));
            assertThat(looks.lookedAt(partition(0))).isFalse();
            holds.lookedAt(NOON);
            assertThat(looks.lookedAt(partition(0))).isTrue();
        }

        @Test
        void waits_for_the_first_look_as_well() {
            assertThat(looks.lookedAt(partition(0))).isFalse();
        }
    }

    @Nested
    class What_is_remembered {
        @Test
        void is_forgotten_once_a_look_has_passed_it() {
            for (int i = 0; i < 1_000; i++) {
                looks.given(Set.of(partition(i)), NOON.plusSeconds(i));
                holds.lookedAt(NOON.plusSeconds(i));
            }

            assertThat(looks.size()).isEqualTo(1);
        }

        @Test
        void is_forgotten_with_what_is_taken_over() {
            looks.given(Set.of(partition(0), partition(1)), NOON);

            looks.forget(Set.of(partition(0)));

            assertThat(looks.size()).isEqualTo(1);
        }
    }
}
