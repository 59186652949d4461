package io.mailroom.worker.topics;

import static org.assertj.core.api.Assertions.assertThat;

import io.mailroom.model.id.ClientName;
import io.mailroom.worker.testing.TestingClock;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class RefusalsTest {
    private static final ClientName ERP = new ClientName("erp");

    private final TestingClock clock = new TestingClock();
    private final Refusals refusals = new Refusals(clock);

    @Nested
    class A_refused_write {
        @Test
        void holds_its_client_with_the_reason_of_the_brokers() {
            refusals.add(ERP, "too large");

            assertThat(refusals.of(ERP)).contains("too large");
            assertThat(refusals.of(new ClientName("other"))).isEmpty();
        }

        @Test
        void holds_it_for_fifteen_seconds_whatever_is_looked_at_meanwhile() {
            refusals.add(ERP, "too large");

            assertThat(heldFor(Duration.ofMillis(14_999))).isTrue();
            assertThat(heldFor(Duration.ofMillis(1))).isFalse();
        }

        @Test
        void holds_it_until_a_look_finds_nothing_wrong() {
            refusals.add(ERP, "too large");

            clock.advance(Duration.ofHours(1));

            assertThat(refusals.of(ERP)).isPresent();
        }

        @Test
        void is_forgotten_with_its_client() {
            refusals.add(ERP, "too large");
            clock.advance(Duration.ofSeconds(1));

            refusals.keepOnly(Set.of(), clock.instant());

            assertThat(refusals.of(ERP)).isEmpty();
        }

        @Test
        void is_kept_if_it_is_newer_than_the_look_that_did_not_find_the_client() {
            refusals.add(ERP, "too large");

            refusals.keepOnly(Set.of(), clock.instant());

            assertThat(refusals.of(ERP)).isPresent();
        }
    }

    @Nested
    class A_write_that_is_refused_again {
        @Test
        void holds_twice_as_long_each_time_and_a_minute_at_most() {
            for (int seconds : new int[] {15, 30, 60, 60}) {
                refusals.add(ERP, "too large");
                assertThat(heldFor(Duration.ofSeconds(seconds).minusMillis(1)))
                        .as("before %d s", seconds)
                        .isTrue();
                assertThat(heldFor(Duration.ofMillis(1))).as("%d s", seconds).isFalse();
            }
        }

        @Test
        void counts_as_the_same_while_its_client_is_held() {
            refusals.add(ERP, "too large");
            refusals.add(ERP, "too large");

            assertThat(heldFor(Duration.ofSeconds(15))).isFalse();
        }

        @Test
        void counts_as_the_first_after_a_long_time() {
            refusals.add(ERP, "too large");
            assertThat(heldFor(Duration.ofSeconds(15))).isFalse();
            clock.advance(Refusals.FORGOTTEN_AFTER.plusMillis(1));
            refusals.keepOnly(Set.of(ERP), clock.instant());

            refusals.add(ERP, "too large");

            assertThat(heldFor(Duration.ofSeconds(15))).isFalse();
        }
    }

    /** Whether a look after that time that finds nothing wrong leaves it held. */
    private boolean heldFor(Duration time) {
        clock.advance(time);
        refusals.foundWell(ERP, clock.instant());
        return refusals.of(ERP).isPresent();
    }
}
