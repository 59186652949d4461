package io.mailroom.seeds.mutant;

import io.mailroom.worker.journal.StateReader;
import io.mailroom.worker.record.RawRecord;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeoutException;

/** Reads stretches or single records wrongly, and the rest as the right reader does. */
record ReadBug(StateReader right, Stretches stretches, Single single) implements StateReader {
    /** Another way to {@link StateReader#read}. */
    interface Stretches {
        Map<Stretch, Long> read(Collection<Stretch> stretches, Sink sink) throws TimeoutException;
    }

    /** Another way to read one record {@link StateReader#at}. */
    interface Single {
        Optional<RawRecord> at(String topic, int partition, long offset) throws InterruptedException;
    }

    static StateReader stretches(StateReader right, Stretches wrong) {
        return new ReadBug(right, wrong, right::at);
    }

    static StateReader single(StateReader right, Single wrong) {
        return new ReadBug(right, right::read, wrong);
    }

    @Override
    public Map<Stretch, Long> read(Collection<Stretch> some, Sink sink) throws TimeoutException {
        return stretches.read(some, sink);
    }

    @Override
    public long since(String topic, int partition, Instant time) {
        return right.since(topic, partition, time);
    }

    @Override
    public Optional<RawRecord> at(String topic, int partition, long offset) throws InterruptedException {
        return single.at(topic, partition, offset);
    }
}
