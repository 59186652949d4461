package io.mailroom.worker.pipeline;

import io.mailroom.worker.command.Admitted;
import io.mailroom.worker.command.Cancellation;
import io.mailroom.worker.command.CommandAdmission;
import io.mailroom.worker.command.CommandRunner;
import io.mailroom.worker.command.Enqueuer;
import io.mailroom.worker.command.ParkedCommands;
import io.mailroom.worker.command.ParkedCommands.Fetched;
import io.mailroom.worker.command.Parking;
import io.mailroom.worker.command.ResultWriter;
import io.mailroom.worker.outcome.Outcome;
import io.mailroom.worker.park.ParkedStub;
import io.mailroom.worker.partition.Budget;
import io.mailroom.worker.partition.CommandInFlight;
import io.mailroom.worker.partition.OwnedPartition;
import io.mailroom.worker.queue.Room;
import io.mailroom.worker.queue.TurnResult;
import io.mailroom.worker.record.RawRecord;
import java.time.Clock;
import java.time.Instant;
import java.util.List;

/** The way of every command, top to bottom: admit, queue, run, settle. What a step does stands in its class. */
public record Pipeline(
        CommandAdmission admission,
        Cancellation cancellation,
        Enqueuer enqueuer,
        ParkedCommands parkedCommands,
        CommandRunner runner,
        ResultWriter results,
        Parking parking,
        Budget budget,
        Clock clock) {

    /** A record has come in. On the polling thread, so that it returns at once. */
    public void admit(OwnedPartition partition, RawRecord record) {
        if (partition.offsets().open(record.offset())) {
            budget.take(record);
            switch (admission.read(partition, record)) {
                case Admitted.Command(var command) -> {
                    results.announce(command);
                    enqueuer.enqueue(command);
                }
                case Admitted.Cancel(var command, var cancel) -> {
                    results.announce(command);
                    cancellation.enqueue(command, cancel);
                }
                case Admitted.Answer(var inTurn) -> results.answer(partition, record, inTurn);
            }
            partition.offsets().cameIn(record.offset());
        }
        partition.queues().cameIn();
    }

    /** The turn of a command that waits in Kafka has come. On the thread of its queue, as the rest of its way. */
    TurnResult fetchAndRun(OwnedPartition partition, ParkedStub stub, long storedAt, Room room) {
        return switch (parkedCommands.fetch(partition, stub, storedAt, room)) {
            case Fetched.Command(var command) -> run(command);
            case Fetched.NoTurn(var result) -> result;
        };
    }

    /** The turn of a command has come. */
    TurnResult run(CommandInFlight command) {
        TurnResult result = new TurnResult.GivenUp();
        if (command.partition().offsets().begin()) {
            try {
                Instant startedAt = clock.instant();
                result = settle(command, startedAt, runner.run(command, startedAt));
            } finally {
                command.partition().offsets().ended();
            }
        }
        // What goes on waiting stays in memory until it is written.
        if (!(result instanceof TurnResult.Waits)) {
            budget.giveBack(command.record());
        }
        return result;
    }

    /** The attempt is over: result, journal and position in one transaction, or a place in Kafka until it goes on. */
    private TurnResult settle(CommandInFlight command, Instant startedAt, Outcome outcome) {
        return switch (outcome) {
            case Outcome.Ended _ when command.isSweep() -> results.end(command, List.of());
            case Outcome.Ended(var ending, var evidence) -> results.settle(command, startedAt, ending, evidence);
            case Outcome.Repeated(var result) -> results.repeat(command, result);
            case Outcome.Postponed postponed -> parking.postpone(command, postponed);
            case Outcome.Interrupted _ -> new TurnResult.GivenUp();
        };
    }
}
