package io.mailroom.worker.testing;

import io.mailroom.model.result.ResultCode;
import io.mailroom.worker.journal.JournalKey;
import io.mailroom.worker.park.Parked;
import io.mailroom.worker.park.ParkedStub;
import io.mailroom.worker.partition.CommandInFlight;
import io.mailroom.worker.queue.QueueWork;
import io.mailroom.worker.queue.Room;
import io.mailroom.worker.queue.TurnResult;
import java.time.Instant;

/** For queues whose commands never get their turn. */
public final class NothingRuns implements QueueWork<CommandInFlight> {
    @Override
    public TurnResult run(CommandInFlight command) {
        throw new UnsupportedOperationException();
    }

    @Override
    public TurnResult run(ParkedStub stub, long storedAt, Room room) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Parked parked(CommandInFlight command, Instant due, ResultCode reason) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void park(CommandInFlight command, Parked parked) {
        // It stays on its way.
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
