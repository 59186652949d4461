package io.mailroom.worker.testing;

import io.mailroom.worker.journal.StateReader;
import io.mailroom.worker.record.RawRecord;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Compacted topics in memory; counts how often a single record was asked for. */
public final class TestingTopics implements StateReader {
    private final List<RawRecord> records = new ArrayList<>();
    private int reads;
    private volatile @Nullable RuntimeException broken;

    public synchronized void put(RawRecord record) {
        records.add(record);
    }

    /** As if something newer stood under its key, or the log ended before it. */
    public synchronized void compactAway(long offset) {
        records.removeIf(record -> record.offset() == offset);
    }

    /** From now on no single record can be read. */
    public void breakDown(RuntimeException with) {
        broken = with;
    }

    public void repair() {
        broken = null;
    }

    public synchronized int reads() {
        return reads;
    }

    @Override
    public Map<Stretch, Long> read(Collection<Stretch> stretches, Sink sink) {
        var ends = new HashMap<Stretch, Long>();
        for (Stretch stretch : stretches) {
            ends.put(stretch, Math.min(end(stretch.topic(), stretch.partition()), stretch.to()));
            of(stretch.topic(), stretch.partition())
                    .filter(stretch::contains)
                    .toList()
                    .forEach(sink);
        }
        return ends;
    }

    @Override
    public long since(String topic, int partition, Instant time) {
        return of(topic, partition)
                .filter(record -> !record.timestamp().isBefore(time))
                .mapToLong(RawRecord::offset)
                .min()
                .orElseGet(() -> end(topic, partition));
    }

    private long end(String topic, int partition) {
        return of(topic, partition)
                .mapToLong(record -> record.offset() + 1)
                .max()
                .orElse(0);
    }

    private synchronized Stream<RawRecord> of(String topic, int partition) {
        return records.stream()
                .filter(record -> record.topic().equals(topic) && record.partition() == partition)
                .toList()
                .stream();
    }

    @Override
    public synchronized Optional<RawRecord> at(String topic, int partition, long offset) {
        reads++;
        RuntimeException failure = broken;
        if (failure != null) {
            throw failure;
        }
        return records.stream()
                .filter(record ->
                        record.topic().equals(topic) && record.partition() == partition && record.offset() == offset)
                .findFirst();
    }
}
