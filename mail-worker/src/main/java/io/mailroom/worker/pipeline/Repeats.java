package io.mailroom.worker.pipeline;

import io.mailroom.worker.commit.Fact;
import io.mailroom.worker.journal.CorruptEntry;
import io.mailroom.worker.journal.JournalEntry;
import io.mailroom.worker.journal.StateUnreadable;
import io.mailroom.worker.lane.After;
import io.mailroom.worker.outcome.Evidence;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

/**
 * Tells the results of commands that were finished before and come again: beside the lines, since nothing of them is
 * carried out any more, so that thousands of them do not hold up what is new.
 */
final class Repeats {
    private final Settling settling;
    private final Budget budget;
    private final Executor threads;
    private final Clock clock;

    Repeats(Settling settling, Budget budget, Executor threads, Clock clock) {
        this.settling = settling;
        this.budget = budget;
        this.threads = threads;
        this.clock = clock;
    }

    /**
     * Returns at once.
     *
     * @param inLine takes a command that cannot be answered so: its entry cannot be read now, or was forgotten
     */
    void tell(Task task, Consumer<Task> inLine) {
        threads.execute(() -> {
            if (!task.partition().offsets().begin()) {
                budget.giveBack(task.record());
                return;
            }
            boolean told;
            try {
                told = told(task);
            } finally {
                task.partition().offsets().ended();
            }
            if (!told) {
                inLine.accept(task);
            }
        });
    }

    private boolean told(Task task) {
        Optional<JournalEntry> entry;
        try {
            entry = task.partition().journal().find(task.key());
        } catch (StateUnreadable | CorruptEntry e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            budget.giveBack(task.record());
            return true;
        }
        if (entry.isEmpty() || !(entry.get() instanceof JournalEntry.Done done)) {
            return false;
        }
        if (done.payload().equals(task.payload())) {
            settling.answer(
                    task.partition(),
                    task.record(),
                    List.of(() -> List.of(new Fact.Told(task.partition().client(), done.result()))));
        } else {
            After _ = settling.finish(task, clock.instant(), Steps.conflict(), Evidence.none());
            budget.giveBack(task.record());
        }
        return true;
    }
}
