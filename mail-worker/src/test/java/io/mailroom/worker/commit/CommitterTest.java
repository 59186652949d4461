package io.mailroom.worker.commit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class CommitterTest {
    private final PartitionOffsets partition = new PartitionOffsets("mail.commands.erp", 3, 100);
    private final AtomicInteger failures = new AtomicInteger();
    private Committer committer = committer(batch -> true);

    @AfterEach
    void close() {
        committer.close();
    }

    @Nested
    class The_position_of_a_partition {
        @Test
        void stays_before_the_oldest_record_under_way() {
            partition.open(100);
            partition.open(101);
            partition.open(102);

            partition.close(101);

            assertThat(partition.position()).isEqualTo(100);
        }

        @Test
        void jumps_over_all_that_ended_once_the_oldest_has() {
            partition.open(100);
            partition.open(101);
            partition.close(101);

            partition.close(100);

            assertThat(partition.position()).isEqualTo(102);
        }
    }

    @Nested
    class A_settlement {
        @Test
        void moves_the_position_in_the_transaction_that_holds_its_facts() {
            var positions = new ArrayList<Long>();
            committer = committer(batch -> positions.add(partition.position()));
            partition.open(100);
            committer.start();

            Settled settled = committer.settle(Settlement.ending(partition, 100, List.of()));

            assertThat(settled).isEqualTo(Settled.COMMITTED);
            assertThat(positions).containsExactly(101L);
        }

        @Test
        void is_tried_again_after_an_aborted_transaction() {
            var attempts = new AtomicInteger();
            committer = committer(batch -> attempts.incrementAndGet() == 3);
            committer.start();

            Settled settled = committer.settle(Settlement.goingOn(partition, List.of()));

            assertThat(settled).isEqualTo(Settled.COMMITTED);
            assertThat(attempts).hasValue(3);
        }

        @Test
        void of_a_partition_that_was_given_away_is_refused() {
            var attempts = new AtomicInteger();
            committer = committer(batch -> attempts.incrementAndGet() > 0);
            partition.release();
            committer.start();

            Settled settled = committer.settle(Settlement.goingOn(partition, List.of()));

            assertThat(settled).isEqualTo(Settled.NOT_OWNED);
            assertThat(attempts).hasValue(0);
        }

        @Test
        void is_refused_and_the_session_ends_when_nobody_knows_how_its_transaction_ended() {
            committer = committer(batch -> {
                throw new CannotCommit("planted", new IllegalStateException());
            });
            committer.start();

            Settled settled = committer.settle(Settlement.goingOn(partition, List.of()));

            assertThat(settled).isEqualTo(Settled.NOT_OWNED);
            committer.close();
            assertThat(failures).hasValue(1);
            assertThat(committer.settle(Settlement.goingOn(partition, List.of())))
                    .isEqualTo(Settled.NOT_OWNED);
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
            committer.start();
            committer.submit(Settlement.goingOn(partition, List.of()));
            assertThat(inside.await(10, TimeUnit.SECONDS)).isTrue();

            assertThat(committer.barrier(Duration.ofMillis(50))).isFalse();
            go.countDown();
            assertThat(committer.barrier(Duration.ofSeconds(10))).isTrue();
        }
    }

    private Committer committer(TransactionalWriter writer) {
        return new Committer(writer, Duration.ofMillis(1), 100, failures::incrementAndGet);
    }
}
