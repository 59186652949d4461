package io.mailroom.worker.command;

import io.mailroom.model.result.Ending;
import io.mailroom.model.result.ResultCode;
import io.mailroom.worker.commit.CommitRequest;
import io.mailroom.worker.commit.Fact;
import io.mailroom.worker.commit.Refusal;
import io.mailroom.worker.journal.CorruptEntry;
import io.mailroom.worker.journal.JournalEntry;
import io.mailroom.worker.outcome.Evidence;
import io.mailroom.worker.park.Parked;
import io.mailroom.worker.partition.Budget;
import io.mailroom.worker.partition.CommandInFlight;
import io.mailroom.worker.partition.PartitionWriter;
import io.mailroom.worker.queue.QueueTask.TaskResult;
import io.mailroom.worker.queue.TurnResult;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A command that has to wait and cannot be kept ends instead, between two turns of its queue, so that nothing of the
 * mailbox is under way meanwhile. Promise: what the journal says of it, whether from an earlier record or an earlier
 * turn, is its answer. A cancel that comes first takes it out of its queue and ends it.
 */
record UnparkableCommands(PartitionWriter writer, ResultWriter results, Budget budget, Clock clock) {
    /** Never waits. Only what an answer takes stays in memory of the command. */
    void enqueue(CommandInFlight command, Parked parked, Refusal refusal) {
        CommandInFlight light = budget.lighten(command);
        var task = new CommandTask(budget, light, (_, _) -> end(light, parked, refusal));
        command.partition().queues().runBetweenTurns(parked.connection(), parked.key(), task);
    }

    private TaskResult end(CommandInFlight command, Parked parked, Refusal refusal) throws InterruptedException {
        CommitRequest repeated = null;
        Ending ending;
        try {
            Optional<JournalEntry> entry = command.isSweep()
                    ? Optional.empty()
                    : command.partition().journal().find(command.key());
            ending = ending(command, entry.orElse(null), refusal);
            repeated = repeated(command, entry.orElse(null));
        } catch (CorruptEntry e) {
            ending = unknown();
        }
        if (!command.partition().queues().leave(parked.connection(), parked.place())) {
            return TaskResult.DONE;
        }
        if (repeated != null) {
            return writer.write(repeated) ? TaskResult.DONE : TaskResult.GIVEN_UP;
        }
        Instant now = clock.instant();
        TurnResult result = results.settle(command, Results.of(command, now, ending, Evidence.none(), now), null);
        return result instanceof TurnResult.GivenUp ? TaskResult.GIVEN_UP : TaskResult.DONE;
    }

    /** What has nothing to say but what was said before. */
    private static @Nullable CommitRequest repeated(CommandInFlight command, @Nullable JournalEntry entry) {
        if (command.isSweep()) {
            return command.ending(List.of());
        }
        return entry instanceof JournalEntry.Done done && done.payload().sameAs(command.payload())
                ? command.ending(List.of(new Fact.Result(command.partition().client(), done.result())))
                : null;
    }

    private static Ending ending(CommandInFlight command, @Nullable JournalEntry entry, Refusal refusal) {
        if (entry == null) {
            return new Ending.Failed(
                    ResultCode.TOO_LARGE,
                    "The command had to wait, and " + refusal.topic() + " takes no record of " + refusal.bytes()
                            + " bytes; nothing was sent.",
                    false);
        }
        return entry.payload().sameAs(command.payload()) ? unknown() : Results.conflict();
    }

    private static Ending unknown() {
        return new Ending.Unknown(
                "The command had to wait while its outcome was open, and is too large to be kept.", null);
    }
}
