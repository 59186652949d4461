package io.mailroom.worker.pipeline;

import io.mailroom.model.result.ResultCode;
import io.mailroom.worker.journal.JournalKey;
import io.mailroom.worker.lane.After;
import io.mailroom.worker.lane.LineWork;
import io.mailroom.worker.lane.Room;
import io.mailroom.worker.park.Parked;
import io.mailroom.worker.park.ParkedStub;
import java.time.Instant;

/** For lines whose commands never get their turn. */
final class NothingRuns implements LineWork<Task> {
    @Override
    public After run(Task command) {
        throw new UnsupportedOperationException();
    }

    @Override
    public After run(ParkedStub stub, long storedAt, Room room) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Parked parked(Task command, Instant due, ResultCode reason) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void park(Task command, Parked parked) {
        throw new UnsupportedOperationException();
    }

    @Override
    public JournalKey key(Task command) {
        return command.key();
    }

    @Override
    public String type(Task command) {
        return command.command().type();
    }
}
