package io.mailroom.worker.commit;

import static org.assertj.core.api.Assertions.assertThat;

import io.mailroom.worker.record.Position;
import io.mailroom.worker.testing.TestingTimers;
import java.time.Instant;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class PartitionWaitsTest {
    private final TestingTimers timers = new TestingTimers();
    private final Instant latest = timers.now().plusSeconds(10);
    private final PartitionOffsets partition = new PartitionOffsets("mail.commands.erp", 3, Position.at(100));

    @Nested
    class A_command {
        @Test
        void may_be_begun_while_the_partition_is_owned() {
            assertThat(partition.begin()).isTrue();
        }

        @Test
        void may_not_be_begun_once_that_was_forbidden() {
            partition.beginNothingMore();

            assertThat(partition.begin()).isFalse();
        }

        @Test
        void may_not_be_begun_once_the_partition_was_given_away() {
            partition.release();

            assertThat(partition.begin()).isFalse();
        }
    }

    @Nested
    class Who_waits_until_nothing_is_begun {
        @Test
        void does_not_wait_at_all_if_nothing_is() throws Exception {
            partition.awaitNothingBegun(latest, timers);

            assertThat(timers.pending()).isZero();
        }

        @Test
        void does_not_count_a_command_that_was_refused() throws Exception {
            partition.beginNothingMore();
            partition.begin();

            partition.awaitNothingBegun(latest, timers);

            assertThat(timers.pending()).isZero();
        }

        @Test
        void goes_on_when_the_last_command_has_ended() throws Exception {
            partition.begin();
            partition.begin();
            CompletableFuture<Boolean> wait = nothingBegun();
            assertThat(timers.set(1)).isTrue();

            partition.ended();
            assertThat(wait).isNotDone();
            partition.ended();

            assertThat(wait.get(10, TimeUnit.SECONDS)).isTrue();
            assertThat(timers.pending()).isZero();
        }

        @Test
        void gives_up_when_the_time_has_come() throws Exception {
            partition.begin();
            CompletableFuture<Boolean> wait = nothingBegun();
            assertThat(timers.set(1)).isTrue();

            timers.ringAt(latest);

            assertThat(wait.get(10, TimeUnit.SECONDS)).isTrue();
        }

        @Test
        void is_not_sent_on_by_a_release_while_a_command_is_under_way() throws Exception {
            partition.begin();
            CompletableFuture<Boolean> wait = nothingBegun();
            assertThat(timers.set(1)).isTrue();

            partition.release();

            assertThat(timers.set(1)).isTrue();
            assertThat(wait).isNotDone();
            partition.ended();
            assertThat(wait.get(10, TimeUnit.SECONDS)).isTrue();
        }
    }

    @Nested
    class A_command_that_waits_for_its_time {
        @Test
        void goes_on_when_it_has_come() throws Exception {
            CompletableFuture<Boolean> wait = ownedUntil();
            assertThat(timers.set(1)).isTrue();

            timers.ringAt(latest);

            assertThat(wait.get(10, TimeUnit.SECONDS)).isTrue();
        }

        @Test
        void waits_on_if_it_is_woken_early() throws Exception {
            CompletableFuture<Boolean> wait = ownedUntil();
            assertThat(timers.set(1)).isTrue();

            timers.ringAt(latest.minusMillis(1));

            assertThat(timers.set(1)).isTrue();
            assertThat(wait).isNotDone();
        }

        @Test
        void is_woken_to_give_up_when_the_partition_goes_away() throws Exception {
            CompletableFuture<Boolean> wait = ownedUntil();
            assertThat(timers.set(1)).isTrue();

            partition.release();

            assertThat(wait.get(10, TimeUnit.SECONDS)).isFalse();
            assertThat(timers.pending()).isZero();
        }

        @Test
        void gives_up_at_once_if_the_partition_is_gone_already() throws Exception {
            partition.release();

            assertThat(partition.ownedUntil(latest, timers)).isFalse();
        }
    }

    private CompletableFuture<Boolean> nothingBegun() {
        return onAThread(() -> {
            partition.awaitNothingBegun(latest, timers);
            return true;
        });
    }

    private CompletableFuture<Boolean> ownedUntil() {
        return onAThread(() -> partition.ownedUntil(latest, timers));
    }

    private static CompletableFuture<Boolean> onAThread(Callable<Boolean> wait) {
        var end = new CompletableFuture<Boolean>();
        Thread.ofVirtual().start(() -> {
            try {
                end.complete(wait.call());
            } catch (Exception e) {
                end.completeExceptionally(e);
            }
        });
        return end;
    }
}
