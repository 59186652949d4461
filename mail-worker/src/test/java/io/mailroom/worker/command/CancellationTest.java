package io.mailroom.worker.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.mailroom.model.command.SyncMail;
import io.mailroom.model.result.ResultCode;
import io.mailroom.worker.commit.Fact;
import io.mailroom.worker.outcome.History;
import io.mailroom.worker.park.Parked;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** What the running stack hits by luck alone; the rest of cancellation is proved there and by the simulation. */
class CancellationTest extends CommandRig {
    @Nested
    class A_command_whose_parking_is_not_committed_yet {
        @Test
        void leaves_a_sweep_behind_that_clears_away_its_draft() throws Exception {
            Parked parked = target.parked(
                    Parked.Kind.IN_LINE, clock.instant().plusSeconds(600), ResultCode.THROTTLED, History.NONE);
            partition.queues().schedule(target, parked);
            parking.park(target, parked, false);
            topics.put(stored(7, parked));
            startCommitting();
            cancellation.enqueue(task(1, cancel), cancel);

            Thread queue = Thread.ofPlatform().start(CancellationTest.this::runAll);
            while (queue.isAlive() && queue.getState() != Thread.State.WAITING) {
                Thread.onSpinWait();
            }
            brokerAnswers.countDown();

            assertThat(queue.join(Duration.ofSeconds(10))).isTrue();
            assertThat(committed.getLast().facts())
                    .anyMatch(fact ->
                            fact instanceof Fact.Parked(var _, var what, var _) && what.kind() == Parked.Kind.SWEEP)
                    .noneMatch(fact -> fact instanceof Fact.Unparked);
        }
    }

    @Nested
    class A_cancel_for_which_something_cannot_be_read {
        private final Parked parked = target.parked(
                Parked.Kind.IN_LINE, clock.instant().plusSeconds(600), ResultCode.THROTTLED, History.NONE);

        @BeforeEach
        void stand() {
            partition.queues().keep(SENDS, parked, 7, 0);
            topics.put(stored(7, parked));
            topics.breakDown(new org.apache.kafka.common.errors.TimeoutException("planted"));
            brokerAnswers.countDown();
            startCommitting();
            cancellation.enqueue(task(1, cancel), cancel);
            runAll();
        }

        @Test
        void leaves_its_target_where_it_is_and_counts_nothing_as_begun() throws Exception {
            assertThat(committed).isEmpty();
            assertThat(partition.queues().parked()).isEqualTo(1);
            partition.offsets().beginNothingMore();
            partition.offsets().awaitNothingBegun(Instant.MAX, timers);
        }

        @Test
        void is_answered_once_it_can_be_read_and_holds_nothing_any_more() {
            topics.repair();

            timers.ringAt(timers.now().plusSeconds(1));
            runAll();

            assertThat(committed).hasSize(1);
            assertThat(committed.getFirst().finished()).containsExactly(1L);
            assertThat(budget.bytesUnderWay()).isZero();
            assertThat(failures).isEmpty();
        }

        @Test
        void holds_nothing_any_more_when_the_partition_goes_away() {
            partition.queues().close();

            assertThat(budget.bytesUnderWay()).isZero();
        }
    }

    @Nested
    class A_cancel_whose_partition_goes_away {
        @Test
        void holds_nothing_of_its_target_any_more() {
            budget.take(target.record());
            assertThat(partition.queues().add(ADELE, 0, target)).isTrue();
            cancellation.enqueue(task(1, cancel), cancel);
            committers.close();

            runAll();

            assertThat(budget.bytesUnderWay()).isZero();
        }
    }

    @Nested
    class A_sync {
        @Test
        void is_called_back_in_its_own_queue() {
            brokerAnswers.countDown();
            startCommitting();
            var sync = task(0, new SyncMail(TARGET, ADELE, SyncMail.INBOX));
            Parked parked = sync.parked(Parked.Kind.IN_LINE, Instant.MAX, ResultCode.THROTTLED, History.NONE)
                    .neverBegun();
            topics.put(stored(7, parked));
            partition.queues().keep(SYNCS, parked, 7, 0);

            cancellation.enqueue(task(1, cancel), cancel);
            runAll();

            assertThat(results()).containsExactly("CANCELLED", "CANCELLED");
            assertThat(partition.queues().parked()).isZero();
        }
    }

    @Nested
    class A_target_that_stands_in_neither_queue {
        @Test
        void is_unknown() {
            brokerAnswers.countDown();
            startCommitting();

            cancellation.enqueue(task(1, cancel), cancel);
            runAll();

            assertThat(results()).containsExactly("COMMAND_UNKNOWN");
            assertThat(budget.bytesUnderWay()).isZero();
        }
    }
}
