package io.mailroom.worker.pipeline;

import io.mailroom.model.result.ResultCode;
import io.mailroom.worker.journal.JournalKey;
import io.mailroom.worker.park.Parked;
import io.mailroom.worker.park.ParkedStub;
import io.mailroom.worker.partition.CommandInFlight;
import io.mailroom.worker.partition.OwnedPartition;
import io.mailroom.worker.queue.QueueWork;
import io.mailroom.worker.queue.Room;
import io.mailroom.worker.queue.TurnResult;
import java.time.Instant;

/** What the queues of a partition have done: the pipeline's turns. */
public record QueueTurns(OwnedPartition partition, Pipeline pipeline) implements QueueWork<CommandInFlight> {
    @Override
    public TurnResult run(CommandInFlight command) {
        return pipeline.run(command);
    }

    @Override
    public TurnResult run(ParkedStub stub, long storedAt, Room room) {
        return pipeline.fetchAndRun(partition, stub, storedAt, room);
    }

    @Override
    public Parked parked(CommandInFlight command, Instant due, ResultCode reason) {
        return pipeline.parking().unbegun(command, Parked.Kind.IN_LINE, due, reason);
    }

    @Override
    public void park(CommandInFlight command, Parked parked) {
        pipeline.parking().park(command, parked, parked.reason() != ResultCode.QUEUED);
    }

    @Override
    public JournalKey key(CommandInFlight command) {
        return command.key();
    }

    @Override
    public String type(CommandInFlight command) {
        return command.command().type();
    }
}
