package io.mailroom.worker.takeover;

import io.mailroom.worker.journal.StateReader;
import io.mailroom.worker.journal.StateReader.Stretch;
import io.mailroom.worker.record.RawRecord;
import java.util.HashMap;
import java.util.Map;

/** How far the reading of a partition's state is; told by the thread that reads, asked by any. */
public final class LoadProgress implements StateReader.Sink {
    private final Runnable before;
    /** Bound: the topics that a takeover reads. */
    private final Map<String, Long> newest = new HashMap<>();

    private long done;
    private volatile long read;
    private volatile long toRead;

    /** @param before called for each record; what it throws ends the reading */
    LoadProgress(Runnable before) {
        this.before = before;
    }

    @Override
    public void begins(Map<Stretch, Long> ends) {
        toRead = ends.entrySet().stream()
                .mapToLong(end -> Math.max(0, end.getValue() - end.getKey().from()))
                .sum();
    }

    /** Counts by offsets, since where nothing stands any more there is nothing to read. */
    @Override
    public void accept(RawRecord record) {
        before.run();
        Long last = newest.put(record.topic(), record.offset());
        done += last == null ? 1 : record.offset() - last;
        read = done;
    }

    /** Offsets passed so far; of a topic that was compacted at its beginning fewer than lie behind. */
    public long read() {
        return Math.min(read, toRead);
    }

    /** Offsets in all; 0 before that is known. */
    public long toRead() {
        return toRead;
    }
}
