package io.mailroom.worker.sync;

import io.mailroom.model.topic.TopicNames;
import io.mailroom.worker.commit.Fact;
import io.mailroom.worker.index.Found;
import io.mailroom.worker.index.IndexKey;
import io.mailroom.worker.index.OffsetIndex;
import io.mailroom.worker.journal.StateReader;
import io.mailroom.worker.record.RawRecord;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import org.jboss.logging.Logger;

/** The records of one partition of {@code mail.cursors}, read where the index says that they stand. */
final class CursorRecords {
    private static final Logger LOG = Logger.getLogger(CursorRecords.class);

    private final StateReader reader;
    private final int partition;
    private final OffsetIndex index;
    private final CursorCache cache;

    CursorRecords(StateReader reader, int partition, OffsetIndex index, CursorCache cache) {
        this.reader = reader;
        this.partition = partition;
        this.index = index;
        this.cache = cache;
    }

    /** Costs no reading. */
    boolean stands(String key) {
        return index.find(name(key)).isPresent();
    }

    /** Whether nothing newer stands under the record's key. */
    boolean isNewest(String key, RawRecord record) {
        return index.find(name(key))
                .filter(found -> found.offset() == record.offset())
                .isPresent();
    }

    /**
     * @return empty if nothing stands under the key
     * @throws io.mailroom.worker.journal.StateUnreadable if it cannot be read now, which says nothing of what stands there
     */
    Optional<byte[]> find(String key) throws InterruptedException {
        IndexKey name = name(key);
        Optional<Found> found = index.find(name);
        if (found.isEmpty()) {
            return Optional.empty();
        }
        long offset = found.get().offset();
        Optional<byte[]> kept = cache.find(index, name, offset);
        return kept.isPresent() ? kept : read(key, name, offset);
    }

    private Optional<byte[]> read(String key, IndexKey name, long offset) throws InterruptedException {
        RawRecord record =
                reader.committed(TopicNames.CURSORS, partition, offset).orElse(null);
        if (record == null || record.value() == null || !Arrays.equals(bytes(key), record.key())) {
            return searched(key, name, offset);
        }
        cache.keep(index, name, offset, record.value());
        return Optional.of(record.value());
    }

    /**
     * Nobody else writes under this key while its partition is owned, so the index is wrong, or the brokers have lost what
     * they had acknowledged. The topic is the truth: what it says now counts, and is not guessed.
     */
    private Optional<byte[]> searched(String key, IndexKey name, long offset) {
        LOG.warnf(
                "[Incoming Mail] a cursor is not where it was written, its partition is searched key=%s partition=%d"
                        + " offset=%d",
                key, partition, offset);
        Optional<RawRecord> newest = reader.newest(TopicNames.CURSORS, partition, bytes(key));
        newest.ifPresentOrElse(
                record -> index.correct(name, record.offset(), false), () -> index.remove(name, offset + 1));
        return newest.flatMap(record -> Optional.ofNullable(record.value()));
    }

    void load(String key, RawRecord record) {
        if (record.value() == null) {
            index.remove(name(key), record.offset());
        } else {
            index.put(name(key), record.offset(), false);
        }
    }

    void committed(Fact.Cursor change, long offset) {
        IndexKey name = name(change.key());
        byte[] value = change.value();
        if (value == null) {
            cache.forget(index, name);
            index.remove(name, offset);
        } else {
            cache.keep(index, name, offset, value);
            index.put(name, offset, false);
        }
    }

    /** What was known of the key from before that place does not hold any more. */
    void forgetBefore(String key, long offset) {
        index.remove(name(key), offset);
    }

    private static IndexKey name(String key) {
        return IndexKey.ofName(bytes(key));
    }

    private static byte[] bytes(String key) {
        return key.getBytes(StandardCharsets.UTF_8);
    }
}
