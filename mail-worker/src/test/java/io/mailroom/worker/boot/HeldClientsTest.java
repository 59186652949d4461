package io.mailroom.worker.boot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import io.mailroom.model.id.ClientName;
import io.mailroom.worker.testing.TestingHolds;
import java.time.Instant;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class HeldClientsTest {
    private static final Instant NOW = Instant.parse("2026-01-15T08:00:00Z");

    private final TestingHolds holds = new TestingHolds();

    @Nested
    class A_held_client {
        @Test
        void is_named_with_its_sentence() {
            holds.lookedAt(NOW).refused(new ClientName("erp2"), "24 and 12");

            assertThat(HeldClients.named(holds))
                    .containsExactly(entry("held.erp2", "24 and 12"), entry("topicsLookedAt", NOW.toString()));
            assertThat(HeldClients.count(holds)).isEqualTo(1);
        }
    }

    @Nested
    class Many_held_clients {
        @Test
        void are_named_up_to_a_bound_and_counted_beyond_it() {
            IntStream.range(0, 100).forEach(i -> holds.refused(new ClientName("erp%03d".formatted(i)), "why"));

            assertThat(HeldClients.named(holds))
                    .hasSize(HeldClients.NAMED + 1)
                    .containsKeys("held.erp000", "held.erp019")
                    .containsEntry("heldMore", "and 80 more");
        }
    }

    @Nested
    class A_worker_that_has_not_looked_yet {
        @Test
        void does_not_say_that_nobody_is_held() {
            assertThat(HeldClients.count(holds)).isNaN();
        }
    }
}
