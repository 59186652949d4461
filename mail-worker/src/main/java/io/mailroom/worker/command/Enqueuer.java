package io.mailroom.worker.command;

import io.mailroom.model.result.ResultCode;
import io.mailroom.worker.commit.Fact;
import io.mailroom.worker.journal.JournalEntry;
import io.mailroom.worker.park.Parked;
import io.mailroom.worker.partition.Budget;
import io.mailroom.worker.partition.CommandInFlight;
import io.mailroom.worker.partition.OwnedPartition;
import io.mailroom.worker.queue.QueueTask.TaskResult;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.Supplier;

/** Gives a command its place in the queue of its mailbox, unless it was finished long ago. */
public record Enqueuer(ResultWriter results, Parking parking, Budget budget, Executor threads, Clock clock) {
    /** Returns at once. */
    public void enqueue(CommandInFlight command) {
        if (command.partition().journal().finished(command.key())) {
            new RepeatedCommands(results, budget, threads, clock).answer(command, this::enqueueAnew);
        } else {
            enqueueAnew(command);
        }
    }

    private void enqueueAnew(CommandInFlight command) {
        Instant sendAt = command.command().sendAt();
        OwnedPartition partition = command.partition();
        if (sendAt != null
                && sendAt.isAfter(clock.instant())
                && !partition.journal().knows(command.key())) {
            Parked parked = parking.unbegun(command, Parked.Kind.SCHEDULED, sendAt, ResultCode.SCHEDULED);
            partition.queues().schedule(command, parked);
        } else if (!partition
                .queues()
                .add(command.command().connection(), command.record().offset(), command)) {
            answerQueued(command);
        }
    }

    /** It stands in its queue already: somebody has reset the group. If only a sweep is left of it, it has its result. */
    private void answerQueued(CommandInFlight command) {
        if (command.partition().journal().knows(command.key())) {
            CommandInFlight light = budget.lighten(command);
            var task = new CommandTask(budget, light, (_, _) -> repeat(light));
            light.partition().queues().runBetweenTurns(light.command().connection(), light.key(), task);
        } else {
            results.answer(command.partition(), command.record());
        }
    }

    private TaskResult repeat(CommandInFlight command) throws InterruptedException {
        OwnedPartition partition = command.partition();
        JournalEntry entry = partition.journal().find(command.key()).orElse(null);
        List<Supplier<Fact>> answers = entry instanceof JournalEntry.Done done
                ? List.of(() -> new Fact.Result(partition.client(), done.result()))
                : List.of();
        results.answer(partition, command.record(), answers);
        return TaskResult.DONE;
    }
}
