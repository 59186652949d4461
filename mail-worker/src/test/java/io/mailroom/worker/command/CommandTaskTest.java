package io.mailroom.worker.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.mailroom.worker.queue.QueueTask.TaskResult;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class CommandTaskTest extends CommandRig {
    @Nested
    class A_command_that_is_done_between_two_turns {
        @BeforeEach
        void comeIn() {
            budget.take(target.record());
        }

        @Test
        void counts_as_begun_exactly_while_it_runs() throws InterruptedException {
            Thread lastTurn = Thread.ofVirtual().unstarted(this::awaitNothingBegun);

            new CommandTask(budget, target, (_, _) -> {
                        lastTurn.start();
                        assertThat(timers.set(1)).as("somebody waits for it").isTrue();
                        return TaskResult.DONE;
                    })
                    .run(SENDS, false);

            assertThat(lastTurn.join(Duration.ofSeconds(10))).isTrue();
        }

        @Test
        void gives_back_what_it_holds_once_it_does_not_come_again() {
            new CommandTask(budget, target, (_, last) -> last ? TaskResult.DONE : TaskResult.ELSEWHERE)
                    .run(SENDS, false);
            int betweenTheQueues = budget.underWay();

            new CommandTask(budget, target, (_, last) -> last ? TaskResult.DONE : TaskResult.ELSEWHERE)
                    .run(SYNCS, true);

            assertThat(betweenTheQueues).isOne();
            assertThat(budget.underWay()).isZero();
        }

        @Test
        void is_left_as_it_is_once_nothing_more_may_be_begun() {
            partition.offsets().beginNothingMore();

            TaskResult result = new CommandTask(budget, target, (_, _) -> TaskResult.DONE).run(SENDS, false);

            assertThat(result).isEqualTo(TaskResult.GIVEN_UP);
            assertThat(budget.underWay()).isZero();
        }

        private void awaitNothingBegun() {
            try {
                partition.offsets().awaitNothingBegun(Instant.MAX, timers);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
