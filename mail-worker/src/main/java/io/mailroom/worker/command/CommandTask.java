package io.mailroom.worker.command;

import io.mailroom.worker.partition.Budget;
import io.mailroom.worker.partition.CommandInFlight;
import io.mailroom.worker.queue.QueueKey;
import io.mailroom.worker.queue.QueueTask;

/**
 * A command that is done between two turns of a queue. Whatever becomes of it, it counts as begun exactly while it
 * is in, and what it holds is given back once it does not come again.
 */
record CommandTask(Budget budget, CommandInFlight command, Action action) implements QueueTask {
    /** What it does there. */
    interface Action {
        TaskResult run(QueueKey here, boolean last) throws InterruptedException;
    }

    @Override
    public TaskResult run(QueueKey here, boolean last) {
        if (!command.partition().offsets().begin()) {
            dropped();
            return TaskResult.GIVEN_UP;
        }
        TaskResult result;
        try {
            result = action.run(here, last);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            result = TaskResult.GIVEN_UP;
        } finally {
            command.partition().offsets().ended();
        }
        if (result != TaskResult.ELSEWHERE) {
            dropped();
        }
        return result;
    }

    @Override
    public void dropped() {
        budget.giveBack(command.record());
    }
}
