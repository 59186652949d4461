package io.mailroom.worker.commit;

import static org.assertj.core.api.Assertions.assertThat;

import io.mailroom.worker.intake.Position;
import io.mailroom.worker.time.ScheduledTimers;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class CommitterTest {
    private final PartitionOffsets partition = new PartitionOffsets("mail.commands.erp", 3, Position.at(100));
    private final AtomicInteger failures = new AtomicInteger();
    private final ScheduledTimers timers = new ScheduledTimers(Clock.systemUTC());
    private Committer committer = committer(batch -> true);

    @AfterEach
    void close() {
        committer.close();
        timers.close();
    }

    @Nested
    class The_position_of_a_partition {
        @Test
        void stays_before_the_oldest_record_under_way() {
            partition.open(100);
            partition.open(101);
            partition.open(102);

            partition.close(101);

            assertThat(partition.position()).isEqualTo(new Position(100, 103, List.of(100L, 102L)));
        }

        @Test
        void jumps_over_all_that_ended_once_the_oldest_has() {
            partition.open(100);
            partition.open(101);
            partition.close(101);

            partition.close(100);

            assertThat(partition.position()).isEqualTo(Position.at(102));
        }
    }

    @Nested
    class A_partition_that_was_taken_over {
        private final PartitionOffsets taken =
                new PartitionOffsets("mail.commands.erp", 3, new Position(100, 104, List.of(100L, 102L)));

        @Test
        void passes_over_what_had_ended() {
            assertThat(List.of(taken.open(100), taken.open(101), taken.open(102), taken.open(103), taken.open(104)))
                    .containsExactly(true, false, true, false, true);
        }

        @Test
        void does_not_wait_for_a_record_that_is_gone_from_the_topic() {
            taken.open(102);

            assertThat(taken.position().offset()).isEqualTo(102);
        }
    }

    @Nested
    class A_settlement {
        @Test
        void moves_the_position_in_the_transaction_that_holds_its_facts() {
            var positions = new ArrayList<Long>();
            committer = committer(batch -> positions.add(partition.position().offset()));
            partition.open(100);
            start();

            Settled settled = committer.settle(Settlement.ending(partition, 100, List.of()));

            assertThat(settled).isInstanceOf(Settled.Committed.class);
            assertThat(positions).containsExactly(101L);
        }

        @Test
        void is_tried_again_after_an_aborted_transaction() {
            var attempts = new AtomicInteger();
            committer = committer(batch -> attempts.incrementAndGet() == 3);
            start();

            Settled settled = committer.settle(Settlement.goingOn(partition, List.of()));

            assertThat(settled).isInstanceOf(Settled.Committed.class);
            assertThat(attempts).hasValue(3);
        }

        @Test
        void of_a_partition_that_was_given_away_is_refused() {
            var attempts = new AtomicInteger();
            committer = committer(batch -> attempts.incrementAndGet() > 0);
            partition.release();
            start();

            Settled settled = committer.settle(Settlement.goingOn(partition, List.of()));

            assertThat(settled).isInstanceOf(Settled.NotOwned.class);
            assertThat(attempts).hasValue(0);
        }

        @Test
        void is_refused_and_the_session_ends_when_nobody_knows_how_its_transaction_ended() {
            committer = committer(batch -> {
                throw new CannotCommit("planted", new IllegalStateException());
            });
            start();

            Settled settled = committer.settle(Settlement.goingOn(partition, List.of()));

            assertThat(settled).isInstanceOf(Settled.NotOwned.class);
            committer.ended().join();
            assertThat(failures).hasValue(1);
            assertThat(committer.settle(Settlement.goingOn(partition, List.of())))
                    .isInstanceOf(Settled.NotOwned.class);
        }
    }

    @Nested
    class The_barrier {
        @Test
        void waits_for_the_transaction_under_way() throws Exception {
            var inside = new CountDownLatch(1);
            var go = new CountDownLatch(1);
            committer = committer(batch -> {
                inside.countDown();
                return go.await(10, TimeUnit.SECONDS);
            });
            start();
            committer.submit(Settlement.goingOn(partition, List.of()));
            assertThat(inside.await(10, TimeUnit.SECONDS)).isTrue();

            assertThat(committer.barrier(Duration.ofMillis(50))).isFalse();
            go.countDown();
            assertThat(committer.barrier(Duration.ofSeconds(10))).isTrue();
        }
    }

    /** One attempt at a transaction. */
    private interface Attempt {
        boolean commit(List<Settlement> batch) throws CannotCommit, InterruptedException;
    }

    private Committer committer(Attempt attempt) {
        TransactionalWriter writer = batch -> attempt.commit(batch)
                ? Optional.of(batch.stream().map(_ -> List.<Long>of()).toList())
                : Optional.empty();
        return new Committer(writer, Duration.ofMillis(1), timers, 100, failures::incrementAndGet);
    }

    private void start() {
        Thread.ofVirtual().start(committer::run);
    }
}
