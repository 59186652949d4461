package io.mailroom.worker.command;

import io.mailroom.worker.partition.Budget;
import io.mailroom.worker.partition.CommandInFlight;
import io.mailroom.worker.queue.QueueKey;
import io.mailroom.worker.queue.Visitor;

/**
 * A command that is done between two turns of a queue. Whatever becomes of it, it counts as begun exactly while it
 * is in, and what it holds is given back once it does not come again.
 */
record Visit(Budget budget, CommandInFlight command, Action action) implements Visitor {
    /** What it does there. */
    interface Action {
        Visited run(QueueKey here, boolean last) throws InterruptedException;
    }

    @Override
    public Visited visit(QueueKey here, boolean last) {
        if (!command.partition().offsets().begin()) {
            dropped();
            return Visited.GIVEN_UP;
        }
        Visited visited;
        try {
            visited = action.run(here, last);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            visited = Visited.GIVEN_UP;
        } finally {
            command.partition().offsets().ended();
        }
        if (visited != Visited.ELSEWHERE) {
            dropped();
        }
        return visited;
    }

    @Override
    public void dropped() {
        budget.giveBack(command.record());
    }
}
