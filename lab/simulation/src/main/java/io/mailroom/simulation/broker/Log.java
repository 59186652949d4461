package io.mailroom.simulation.broker;

import io.mailroom.worker.intake.RawRecord;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** One partition. Offsets have gaps where a real broker keeps the ends of transactions. */
public final class Log {
    private final List<RawRecord> records = new ArrayList<>();
    private long next;

    long append(RawRecord record) {
        long offset = next;
        records.add(new RawRecord(
                record.topic(),
                record.partition(),
                offset,
                record.timestamp(),
                record.key(),
                record.value(),
                record.headers()));
        next++;
        return offset;
    }

    void endOfTransaction() {
        next++;
    }

    public List<RawRecord> all() {
        return List.copyOf(records);
    }

    List<RawRecord> from(long offset, int most) {
        return records.stream()
                .filter(record -> record.offset() >= offset)
                .limit(most)
                .toList();
    }

    Optional<RawRecord> at(long offset) {
        return records.stream().filter(record -> record.offset() == offset).findFirst();
    }

    /** Whether compaction may have taken the record away: something newer stands under its key. */
    boolean superseded(RawRecord record) {
        return records.stream()
                .anyMatch(other -> other.offset() > record.offset() && Arrays.equals(other.key(), record.key()));
    }

    public long end() {
        return next;
    }

    /** The newest record under each key that has a value. */
    public long live() {
        return records.stream()
                .filter(record -> record.value() != null && !superseded(record))
                .count();
    }
}
