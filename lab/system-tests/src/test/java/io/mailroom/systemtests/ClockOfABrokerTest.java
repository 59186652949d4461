package io.mailroom.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import io.mailroom.worker.time.SharedClock;
import io.mailroom.worker.topics.TopicWatch;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A real controller tells its time. */
class ClockOfABrokerTest extends BrokerTest {
    @ParameterizedTest
    @ValueSource(ints = {-2, 2})
    void sets_a_worker_right_whose_machine_is_two_hours_off(int hours) throws InterruptedException {
        Duration off = Duration.ofHours(hours);
        var clock = new SharedClock(System::nanoTime, Clock.offset(Clock.systemUTC(), off));
        var apart = new CountDownLatch(1);
        try (var watch = new TopicWatch(
                workers.connection(), Duration.ofMillis(500), WorkersOnKafka.WINDOW, clock, apart::countDown)) {
            watch.start();

            assertThat(apart.await(2, TimeUnit.MINUTES)).isTrue();
        }

        assertThat(clock.begin()).isCloseTo(off.negated(), SharedClock.SLOWEST_ANSWER);
        assertThat(Duration.between(Instant.now(), clock.instant()).abs()).isLessThan(SharedClock.SLOWEST_ANSWER);
    }
}
