package io.mailroom.worker.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.mailroom.worker.outcome.History;
import io.mailroom.worker.park.Parked;
import io.mailroom.worker.testing.TestingParked;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class LeftoversTest {
    private static final Instant NOW = Instant.parse("2026-01-15T08:00:00Z");

    @Nested
    class A_draft_that_a_command_may_have_left {
        @Test
        void is_looked_for_when_look_ups_show_what_was_just_made() {
            assertThat(Leftovers.sweepableFrom(parked(false), NOW)).isEqualTo(NOW.plus(Duration.ofMinutes(1)));
        }

        @Test
        void is_looked_for_when_none_can_appear_any_more_that_was_asked_for() {
            assertThat(Leftovers.sweepableFrom(parked(true), NOW)).isEqualTo(NOW.plus(Duration.ofMinutes(4)));
        }

        @Test
        void is_looked_for_as_late_if_nobody_knows_what_a_former_owner_did() {
            assertThat(Leftovers.sweepableFrom(null, NOW)).isEqualTo(NOW.plus(Duration.ofMinutes(4)));
        }
    }

    private static Parked parked(boolean draftMayAppear) {
        return new TestingParked("adele", "invoice-1", NOW)
                .history(new History(1, draftMayAppear))
                .build();
    }
}
