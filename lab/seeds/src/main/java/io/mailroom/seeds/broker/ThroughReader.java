package io.mailroom.seeds.broker;

import io.mailroom.worker.journal.StateReader;
import io.mailroom.worker.record.RawRecord;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeoutException;

/** Everything is read by another. */
public class ThroughReader implements StateReader {
    private final StateReader reader;

    public ThroughReader(StateReader reader) {
        this.reader = reader;
    }

    @Override
    public Map<Stretch, Long> read(Collection<Stretch> stretches, Sink sink) throws TimeoutException {
        return reader.read(stretches, sink);
    }

    @Override
    public long since(String topic, int partition, Instant time) {
        return reader.since(topic, partition, time);
    }

    @Override
    public Optional<RawRecord> at(String topic, int partition, long offset) throws InterruptedException {
        return reader.at(topic, partition, offset);
    }
}
