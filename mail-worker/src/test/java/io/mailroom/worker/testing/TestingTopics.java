package io.mailroom.worker.testing;

import io.mailroom.worker.intake.RawRecord;
import io.mailroom.worker.journal.StateReader;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Compacted topics in memory; counts how often a single record was asked for. */
public final class TestingTopics implements StateReader {
    private final List<RawRecord> records = new ArrayList<>();
    private int reads;
    private volatile @Nullable RuntimeException broken;

    public void put(RawRecord record) {
        records.add(record);
    }

    /** From now on no single record can be read. */
    public void breakDown(RuntimeException with) {
        broken = with;
    }

    public void repair() {
        broken = null;
    }

    public int reads() {
        return reads;
    }

    @Override
    public void read(Collection<String> topics, Collection<Integer> partitions, Consumer<RawRecord> sink) {
        records.stream()
                .filter(record -> topics.contains(record.topic()) && partitions.contains(record.partition()))
                .forEach(sink);
    }

    @Override
    public Optional<RawRecord> at(String topic, int partition, long offset) {
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
