package io.mailroom.seeds.broker;

import io.mailroom.worker.record.RawRecord;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One partition. Offsets have gaps where a real broker keeps the ends of transactions. */
public final class Log {
    private final List<RawRecord> records = new ArrayList<>();
    private final List<Instant> appended = new ArrayList<>();
    /** The newest record under each key. */
    private final Map<String, RawRecord> newest = new HashMap<>();

    private long live;
    private long next;

    /** @param at the world's time; the record carries its writer's */
    long append(RawRecord record, Instant at) {
        long offset = next;
        RawRecord appendedRecord = at(record, offset);
        records.add(appendedRecord);
        appended.add(at);
        RawRecord before = newest.put(key(record), appendedRecord);
        live += (record.value() == null ? 0 : 1) - (before == null || before.value() == null ? 0 : 1);
        next++;
        return offset;
    }

    /** An object of its own, as whoever reads a record gets it. */
    private static RawRecord at(RawRecord record, long offset) {
        return new RawRecord(
                record.topic(),
                record.partition(),
                offset,
                record.timestamp(),
                record.key(),
                record.value(),
                record.headers());
    }

    private static String key(RawRecord record) {
        byte @Nullable [] key = record.key();
        return key == null ? "" : new String(key, StandardCharsets.ISO_8859_1);
    }

    void endOfTransaction() {
        next++;
    }

    public List<RawRecord> all() {
        return Collections.unmodifiableList(records);
    }

    /** When each of {@link #all} came to stand there, in the world's time. */
    public List<Instant> appended() {
        return Collections.unmodifiableList(appended);
    }

    List<RawRecord> from(long offset, int most) {
        int first = index(offset);
        return records.subList(first, Math.min(records.size(), first + most)).stream()
                .map(record -> at(record, record.offset()))
                .toList();
    }

    Optional<RawRecord> at(long offset) {
        int index = index(offset);
        return index < records.size() && records.get(index).offset() == offset
                ? Optional.of(at(records.get(index), offset))
                : Optional.empty();
    }

    /** Of the first record that does not stand before that offset. */
    private int index(long offset) {
        int low = 0;
        int high = records.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (records.get(middle).offset() < offset) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /** Whether compaction may have taken the record away: something newer stands under its key. */
    boolean superseded(RawRecord record) {
        RawRecord last = newest.get(key(record));
        return last != null && last.offset() > record.offset();
    }

    public long end() {
        return next;
    }

    /** The newest record under each key that has a value. */
    public long live() {
        return live;
    }
}
