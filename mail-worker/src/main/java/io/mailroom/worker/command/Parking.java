package io.mailroom.worker.command;

import io.mailroom.model.result.MailProgress;
import io.mailroom.model.result.ResultCode;
import io.mailroom.model.wire.MailEvents;
import io.mailroom.worker.commit.CommitResult;
import io.mailroom.worker.commit.Fact;
import io.mailroom.worker.outcome.Outcome;
import io.mailroom.worker.park.Parked;
import io.mailroom.worker.partition.Budget;
import io.mailroom.worker.partition.CommandInFlight;
import io.mailroom.worker.partition.PartitionWriter;
import io.mailroom.worker.queue.TurnResult;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Has commands wait in Kafka. */
public record Parking(PartitionWriter writer, ResultWriter results, Budget budget, Clock clock) {
    /** What cannot be swept within a day is left: it is a draft, and its owner can see it. */
    private static final Duration SWEEP_WITHIN = Duration.ofDays(1);

    /** After a turn that came too early: the mailbox cannot go on before a time of its own. */
    public TurnResult postpone(CommandInFlight command, Outcome.Postponed outcome) {
        Instant notBefore = outcome.notBefore();
        Parked parked = command.parked(Parked.Kind.IN_LINE, notBefore, outcome.reason(), outcome.history());
        if (command.isSweep()) {
            Parked again = parked.sweep(notBefore);
            return clock.instant().isAfter(command.receivedAt().plus(SWEEP_WITHIN))
                    ? results.end(command, List.of())
                    : new TurnResult.Waits(again, null, () -> park(command, again, false));
        }
        return command.parked() != null && parked.onlyLaterThan(command.parked())
                ? new TurnResult.Stays(parked.stub(), notBefore, outcome.reason())
                : new TurnResult.Waits(parked, notBefore, () -> park(command, parked, true));
    }

    /** What is known of a command that is to be parked without having been begun. */
    public Parked unbegun(CommandInFlight command, Parked.Kind kind, Instant due, ResultCode reason) {
        Parked parked = command.parked(kind, due, reason, command.history());
        return command.mayHaveBegun() ? parked : parked.neverBegun();
    }

    /**
     * Moves a command to Kafka; nobody waits for it. It stays in memory until that is committed.
     *
     * @param tell whether the client hears of it
     */
    public void park(CommandInFlight command, Parked parked, boolean tell) {
        List<Fact> progress = tell ? List.of(progress(command, parked)) : List.of();
        CompletableFuture<?> _ = writer.submit(command.parking(parked, progress))
                .thenAccept(result -> {
                    switch (result) {
                        case CommitResult.Committed(var offsets) -> {
                            budget.giveBack(command.record());
                            command.partition()
                                    .queues()
                                    .stored(parked.connection(), parked.place(), offsets.getFirst());
                        }
                        case CommitResult.NotOwned _ -> budget.giveBack(command.record());
                        case CommitResult.Unwritable(var refusal) ->
                            new UnparkableCommands(writer, results, budget, clock).enqueue(command, parked, refusal);
                    }
                });
    }

    private Fact progress(CommandInFlight command, Parked parked) {
        return new Fact.Result(
                command.partition().client(),
                MailEvents.progress(
                        new MailProgress.Parked(command.ref(), clock.instant(), parked.due(), parked.reason())));
    }
}
