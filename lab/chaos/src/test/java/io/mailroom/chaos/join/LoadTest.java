package io.mailroom.chaos.join;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class LoadTest {
    private static final Duration SECOND = Duration.ofSeconds(1);

    private final Load load = new Load();

    private void call(String mailbox, double second, Duration lasting, boolean send) {
        load.add(mailbox, Instant.EPOCH.plusMillis(Math.round(second * 1_000)), lasting, send);
    }

    @Nested
    class Calls_of_one_mailbox {
        @Test
        void count_together_while_they_run_in_whatever_order_they_are_told() {
            call("adele", 0.9, SECOND, false);
            call("adele", 0.0, SECOND, false);
            call("adele", 0.5, SECOND, false);

            assertThat(load.peaks().callsAtOnce()).isEqualTo(3);
        }

        @Test
        void that_follow_each_other_are_one_at_a_time() {
            call("adele", 0, SECOND, false);
            call("adele", 1, SECOND, false);

            assertThat(load.peaks().callsAtOnce()).isEqualTo(1);
        }

        @Test
        void have_nothing_to_do_with_those_of_another() {
            call("adele", 0, SECOND, true);
            call("alex", 0, SECOND, true);

            assertThat(load.peaks()).isEqualTo(new Load.Peaks(1, 1));
        }
    }

    @Nested
    class Sends {
        @Test
        void count_together_within_any_sixty_seconds() {
            call("adele", 0, Duration.ZERO, true);
            call("adele", 59.9, Duration.ZERO, true);
            call("adele", 60, Duration.ZERO, true);

            assertThat(load.peaks().sendsAMinute()).isEqualTo(2);
        }

        @Test
        void are_too_many_from_the_thirty_first_on() {
            for (int i = 0; i < 30; i++) {
                call("adele", i, Duration.ZERO, true);
            }
            assertThat(load.peaks().allowed()).isTrue();

            call("adele", 30, Duration.ZERO, true);

            assertThat(load.peaks().allowed()).isFalse();
        }
    }

    @Nested
    class Five_calls_at_once {
        @Test
        void are_one_too_many() {
            for (int i = 0; i < 5; i++) {
                call("adele", 0, SECOND, false);
            }

            assertThat(load.peaks().allowed()).isFalse();
        }
    }
}
