package io.mailroom.worker.time;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.mailroom.worker.testing.TestingClock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.atomic.AtomicLong;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class SharedClockTest {
    private static final Duration LEAP = Duration.ofHours(2);

    private final AtomicLong nanos = new AtomicLong(17);
    private final TestingClock machine = new TestingClock();
    private final Instant began = machine.instant();
    private final SharedClock clock = new SharedClock(nanos::get, machine);

    private void pass(Duration time) {
        nanos.addAndGet(time.toNanos());
        machine.advance(time);
    }

    private boolean told(Instant brokers) {
        return clock.compare(clock.mark(), new BrokersTime.Told(brokers));
    }

    private boolean withheld() {
        return clock.compare(clock.mark(), new BrokersTime.Withheld());
    }

    @Nested
    class While_a_session_runs {
        @Test
        void it_goes_on_evenly_whatever_the_machines_clock_does() {
            machine.advance(LEAP);
            pass(Duration.ofSeconds(1));
            machine.advance(LEAP.multipliedBy(-2));
            pass(Duration.ofSeconds(1));

            assertThat(clock.instant()).isEqualTo(began.plusSeconds(2));
        }

        @Property
        void it_never_goes_back_nor_further_than_its_counter_and_a_little(
                @ForAll @IntRange(min = -9000, max = 9000) int millis) {
            Instant before = clock.instant();
            clock.compare(clock.mark(), new BrokersTime.Told(before));

            clock.compare(clock.mark(), new BrokersTime.Told(clock.instant().plusMillis(millis)));

            assertThat(clock.instant()).isBetween(before, before.plusMillis(10));
        }

        @Test
        void what_is_little_is_made_up_for_bit_by_bit() {
            assertThat(told(began)).isFalse();
            pass(Duration.ofSeconds(5));

            assertThat(told(clock.instant().plusSeconds(3))).isFalse();

            assertThat(clock.instant()).isEqualTo(began.plusSeconds(5).plusMillis(10));
        }
    }

    @Nested
    class The_first_comparison {
        @Test
        void ends_the_session_if_the_machines_clock_is_more_than_a_second_wrong() {
            assertThat(told(began.minus(LEAP))).isTrue();

            assertThat(clock.begin()).isEqualTo(LEAP.negated());
            assertThat(clock.instant()).isEqualTo(began.minus(LEAP));
            assertThat(told(clock.instant())).isFalse();
        }

        @Test
        void counts_the_time_that_went_by_until_the_clock_is_set() {
            told(began.plus(LEAP));
            pass(Duration.ofSeconds(3));

            assertThat(clock.begin()).isEqualTo(LEAP);
            assertThat(clock.instant()).isEqualTo(began.plus(LEAP).plusSeconds(3));
        }

        @Test
        void takes_the_answer_for_given_in_the_middle_between_question_and_answer() {
            long asked = clock.mark();
            pass(Duration.ofMillis(800));

            assertThat(clock.compare(asked, new BrokersTime.Told(began.plusMillis(400))))
                    .isFalse();

            assertThat(clock.machineAhead()).contains(Duration.ZERO);
        }

        @Test
        void learns_nothing_from_an_answer_that_took_long() {
            long asked = clock.mark();
            pass(Duration.ofMillis(2001));

            assertThat(clock.compare(asked, new BrokersTime.Told(began.plus(LEAP))))
                    .isFalse();

            assertThat(clock.machineAhead()).isEmpty();
        }
    }

    @Nested
    class Brokers_whose_clock_leaps {
        @Test
        void are_followed_once_they_have_said_so_twice() {
            told(began);

            assertThat(told(began.plus(LEAP))).isFalse();
            assertThat(told(began.plus(LEAP))).isTrue();
        }

        @Test
        void are_not_followed_when_they_take_it_back() {
            told(began);

            assertThat(told(began.plus(LEAP))).isFalse();
            assertThat(told(began)).isFalse();
            assertThat(told(began.plus(LEAP))).isFalse();
            assertThat(clock.begin()).isZero();
        }
    }

    @Nested
    class Brokers_that_do_not_tell_their_time {
        @Test
        void leave_the_worker_to_its_machines_clock() {
            withheld();
            machine.advance(LEAP.negated());

            assertThat(withheld()).isFalse();
            assertThat(withheld()).isTrue();
            assertThat(clock.begin()).isCloseTo(LEAP.negated(), Duration.ofMillis(1));
        }

        @Test
        void leave_unknown_how_far_it_is_wrong() {
            withheld();

            assertThat(clock.machineAhead()).isEmpty();
        }
    }

    @Nested
    class How_far_the_machines_clock_is_ahead {
        @Test
        void is_known_for_a_minute_after_it_was_seen() {
            machine.advance(LEAP);
            told(began);

            assertThat(clock.machineAhead()).contains(LEAP);

            pass(Duration.ofSeconds(61));
            assertThat(clock.machineAhead()).isEmpty();
        }
    }

    @Nested
    class A_stopwatch {
        @Test
        void counts_what_the_counter_missed_while_the_machine_slept() {
            Stopwatch watch = clock.start();
            machine.advance(LEAP);

            assertThat(watch.elapsed()).isEqualTo(LEAP);
        }

        @Test
        void is_not_turned_back_with_the_clocks() {
            told(began.minus(LEAP));
            Stopwatch watch = clock.start();
            machine.advance(LEAP.negated());
            nanos.addAndGet(Duration.ofSeconds(11).toNanos());
            clock.begin();

            assertThat(watch.elapsed()).isEqualTo(Duration.ofSeconds(11));
            assertThat(clock.instant()).isCloseTo(began.minus(LEAP), within(11, ChronoUnit.SECONDS));
        }
    }
}
