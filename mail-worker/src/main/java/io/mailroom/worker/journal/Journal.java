package io.mailroom.worker.journal;

import io.mailroom.model.topic.TopicNames;
import io.mailroom.worker.index.Found;
import io.mailroom.worker.index.OffsetIndex;
import io.mailroom.worker.journal.StateReader.Stretch;
import io.mailroom.worker.record.RawRecord;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * One partition of the journal. Taken over before the first command of the partition is handed out; after that changed
 * only by what this worker has committed, because nobody else may write about the partition's commands while it is owned
 * here.
 *
 * <p>Only where entries stand is remembered: most are never asked for again, and those that are, are read from Kafka.
 */
public final class Journal {
    private static final long PRUNED_AT_ONCE = 10_000;

    private final StateReader reader;
    private final int partition;
    private final OffsetIndex index;
    private volatile long prunedTo;

    public Journal(StateReader reader, int partition, OffsetIndex index) {
        this.reader = reader;
        this.partition = partition;
        this.index = index;
    }

    /**
     * @throws CorruptEntry if the entry means nothing; then its command may not be begun
     * @throws StateUnreadable if the entry cannot be read now
     * @throws InterruptedException if the thread is to stop
     */
    public Optional<JournalEntry> find(JournalKey key) throws InterruptedException {
        Optional<Found> found = index.find(key.index());
        return found.isEmpty() ? Optional.empty() : stored(key, found.get());
    }

    /** Whether the command was begun; costs no reading. */
    public boolean knows(JournalKey key) {
        return index.find(key.index()).isPresent();
    }

    /** Whether it has its result, as far as is known without reading. */
    public boolean finished(JournalKey key) {
        return index.find(key.index()).filter(Found::finished).isPresent();
    }

    /**
     * A finished one that is not where it was written was forgotten: whoever owns a partition with the same number may do
     * so. Nobody forgets one that is not finished.
     */
    private Optional<JournalEntry> stored(JournalKey key, Found found) throws InterruptedException {
        RawRecord record =
                reader.committed(TopicNames.JOURNAL, partition, found.offset()).orElse(null);
        if (record != null && record.value() != null && key.equals(key(record))) {
            return Optional.of(entry(key, record.value()));
        }
        if (!found.finished()) {
            throw new CorruptEntry(key);
        }
        index.remove(key.index(), found.offset() + 1);
        return Optional.empty();
    }

    private static JournalEntry entry(JournalKey key, byte[] bytes) {
        try {
            return JournalCodec.read(bytes);
        } catch (IOException e) {
            throw new CorruptEntry(key);
        }
    }

    private static @Nullable JournalKey key(RawRecord record) {
        byte[] key = record.key();
        return key == null ? null : JournalKey.read(key);
    }

    /** Takes over what stands in Kafka. */
    public void load(RawRecord record) {
        JournalKey key = key(record);
        if (key == null) {
            return;
        }
        byte[] value = record.value();
        if (value == null) {
            index.remove(key.index(), record.offset());
        } else {
            index.put(key.index(), record.offset(), JournalCodec.finished(value));
        }
    }

    /** Takes over what was just committed. */
    public void committed(JournalKey key, JournalEntry entry, long offset) {
        index.put(key.index(), offset, entry instanceof JournalEntry.Done);
    }

    public void forget(JournalKey key) {
        index.find(key.index()).ifPresent(found -> index.remove(key.index(), found.offset() + 1));
    }

    /**
     * Some of the finished commands whose entries were written before some time.
     *
     * @param to up to where the log was looked through
     * @param more whether there may be others behind it
     */
    public record Expired(List<JournalKey> keys, long to, boolean more) {}

    /** In the order of the log, from where {@link #pruned} has said; so nothing of what is younger is read. */
    public Expired expired(Instant time) throws TimeoutException {
        long limit = reader.since(TopicNames.JOURNAL, partition, time);
        long to = Math.min(limit, prunedTo + PRUNED_AT_ONCE);
        var keys = new ArrayList<JournalKey>();
        if (prunedTo < to) {
            reader.read(List.of(new Stretch(TopicNames.JOURNAL, partition, prunedTo, to)), record -> {
                if (stands(record)) {
                    keys.add(key(record));
                }
            });
        }
        return new Expired(keys, to, to < limit);
    }

    /** All of these are forgotten. */
    public void pruned(Expired expired) {
        prunedTo = Math.max(prunedTo, expired.to());
    }

    /**
     * Takes in what was written since the takeover or the last time, so that the next one need not read it.
     *
     * @throws TimeoutException if nothing came for too long; then nothing is lost
     */
    public void catchUp() throws TimeoutException {
        Stretch since = Stretch.from(TopicNames.JOURNAL, partition, index.position());
        index.takenIn(reader.read(List.of(since), this::load).getOrDefault(since, 0L));
    }

    private boolean stands(RawRecord record) {
        JournalKey key = record.value() == null ? null : key(record);
        return key != null
                && index.find(key.index())
                        .filter(found -> found.finished() && found.offset() == record.offset())
                        .isPresent();
    }

    public long size() {
        return index.size();
    }
}
