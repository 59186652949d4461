package io.mailroom.worker.topics;

import static org.assertj.core.api.Assertions.assertThat;

import io.mailroom.model.id.ClientName;
import io.mailroom.worker.testing.TestingClock;
import io.mailroom.worker.time.BrokersTime;
import io.mailroom.worker.time.SharedClock;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Nobody is worked for by a clock that is wrong. */
class ClockCheckTest {
    private final TestingClock machine = new TestingClock();
    private final SharedClock clock = new SharedClock(() -> 0, machine);
    private final CountDownLatch apart = new CountDownLatch(1);
    private final ClockCheck look = new ClockCheck(clock, apart::countDown);

    private record Brokers(BrokersTime answer) implements Cluster {
        @Override
        public ClusterFacts look() {
            return SoundTopics.of("erp");
        }

        @Override
        public BrokersTime time() {
            return answer;
        }

        @Override
        public void close() {}
    }

    private static final class SilentBrokers implements Cluster {
        @Override
        public ClusterFacts look() {
            return SoundTopics.of("erp");
        }

        @Override
        public BrokersTime time() throws ExecutionException {
            throw new ExecutionException(new IllegalStateException("nobody there"));
        }

        @Override
        public void close() {}
    }

    @Test
    void a_wrong_clock_ends_the_session_before_anybody_is_let_go() throws InterruptedException {
        var brokers = new Brokers(new BrokersTime.Told(machine.instant().plus(Duration.ofHours(2))));
        try (var watch =
                new TopicWatch(() -> brokers, new TopicRules(Duration.ofDays(30)), TopicWatch.SELDOMEST, clock, look)) {
            watch.start();

            assertThat(apart.await(1, TimeUnit.MINUTES)).isTrue();
            assertThat(watch.of(new ClientName("erp"))).contains(TopicWatch.NOT_LOOKED_AT);
        }
    }

    @Test
    void a_right_clock_goes_on() throws InterruptedException {
        assertThat(look.mayJudge(new Brokers(new BrokersTime.Told(machine.instant()))))
                .isTrue();

        assertThat(clock.machineAhead()).contains(Duration.ZERO);
    }

    @Test
    void a_question_without_an_answer_changes_nothing_after_one_that_had_one() throws InterruptedException {
        assertThat(look.mayJudge(new Brokers(new BrokersTime.Told(machine.instant()))))
                .isTrue();

        assertThat(look.mayJudge(new SilentBrokers())).isTrue();

        assertThat(clock.machineAhead()).contains(Duration.ZERO);
    }

    @Test
    void a_question_without_an_answer_holds_nobody_up_for_long() throws InterruptedException {
        var silent = new SilentBrokers();

        for (int i = 0; i < 5; i++) {
            assertThat(look.mayJudge(silent)).isFalse();
        }
        assertThat(look.mayJudge(silent)).isTrue();
        assertThat(clock.machineAhead()).isEmpty();
    }
}
