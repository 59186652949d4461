package io.mailroom.worker.command;

import io.mailroom.worker.commit.Fact;
import io.mailroom.worker.journal.CorruptEntry;
import io.mailroom.worker.journal.JournalEntry;
import io.mailroom.worker.journal.StateUnreadable;
import io.mailroom.worker.outcome.Evidence;
import io.mailroom.worker.partition.Budget;
import io.mailroom.worker.partition.CommandInFlight;
import io.mailroom.worker.queue.TurnResult;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

/**
 * Answers commands that were finished before and come again: beside the queues, since nothing of them is run any more,
 * so that thousands of them do not hold up what is new.
 */
record RepeatedCommands(ResultWriter results, Budget budget, Executor threads, Clock clock) {
    /**
     * Returns at once.
     *
     * @param otherwise takes a command that cannot be answered so: its entry cannot be read now, or was forgotten
     */
    void answer(CommandInFlight command, Consumer<CommandInFlight> otherwise) {
        threads.execute(() -> {
            if (!command.partition().offsets().begin()) {
                budget.giveBack(command.record());
                return;
            }
            boolean answered;
            try {
                answered = answered(command);
            } finally {
                command.partition().offsets().ended();
            }
            if (!answered) {
                otherwise.accept(command);
            }
        });
    }

    private boolean answered(CommandInFlight command) {
        Optional<JournalEntry> entry;
        try {
            entry = command.partition().journal().find(command.key());
        } catch (StateUnreadable | CorruptEntry e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            budget.giveBack(command.record());
            return true;
        }
        if (entry.isEmpty() || !(entry.get() instanceof JournalEntry.Done done)) {
            return false;
        }
        if (done.payload().sameAs(command.payload())) {
            results.answer(
                    command.partition(),
                    command.record(),
                    List.of(() -> new Fact.Result(command.partition().client(), done.result())));
        } else {
            TurnResult _ = results.settle(command, clock.instant(), Results.conflict(), Evidence.none());
            budget.giveBack(command.record());
        }
        return true;
    }
}
