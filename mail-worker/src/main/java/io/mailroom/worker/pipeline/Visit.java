package io.mailroom.worker.pipeline;

import io.mailroom.worker.lane.LineKey;
import io.mailroom.worker.lane.Visitor;

/**
 * A command that is carried out between two turns of a line. Whatever becomes of it, it counts as begun exactly while it
 * is in, and what it holds is given back once it does not come again.
 */
record Visit(Budget budget, Task task, Doing doing) implements Visitor {
    /** What it does there. */
    interface Doing {
        Visited visit(LineKey here, boolean last) throws InterruptedException;
    }

    @Override
    public Visited visit(LineKey here, boolean last) {
        if (!task.partition().offsets().begin()) {
            dropped();
            return Visited.GIVEN_UP;
        }
        Visited visited;
        try {
            visited = doing.visit(here, last);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            visited = Visited.GIVEN_UP;
        } finally {
            task.partition().offsets().ended();
        }
        if (visited != Visited.ELSEWHERE) {
            dropped();
        }
        return visited;
    }

    @Override
    public void dropped() {
        budget.giveBack(task.record());
    }
}
