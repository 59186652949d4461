package io.mailroom.worker.journal;

import io.mailroom.model.topic.TopicNames;
import io.mailroom.worker.intake.RawRecord;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * One partition of the journal. Loaded before the first command of the partition is handed out; after that changed only
 * by what this worker has committed, because nobody else may write the partition while it is owned here.
 *
 * <p>Of finished commands only the place of the entry is kept in memory: most are never asked for again, and those are
 * read from Kafka.
 */
public final class Journal {
    private sealed interface Kept {
        @SuppressWarnings("ArrayRecordComponent") // never compared
        record Whole(byte[] entry) implements Kept {}

        record Finished(long offset, long writtenAt) implements Kept {}
    }

    private final ConcurrentMap<JournalKey, Kept> entries = new ConcurrentHashMap<>();
    private final StateReader reader;
    private final int partition;

    public Journal(StateReader reader, int partition) {
        this.reader = reader;
        this.partition = partition;
    }

    /**
     * @throws CorruptEntry if the entry means nothing; then its command may not be begun
     * @throws StateUnreadable if the entry cannot be read now
     * @throws InterruptedException if the thread is to stop
     */
    public Optional<JournalEntry> find(JournalKey key) throws InterruptedException {
        return switch (entries.get(key)) {
            case null -> Optional.empty();
            case Kept.Whole(var bytes) -> Optional.of(entry(key, bytes));
            case Kept.Finished(long offset, long _) -> stored(key, offset);
        };
    }

    /** Whether the command was begun; costs no reading. */
    public boolean knows(JournalKey key) {
        return entries.containsKey(key);
    }

    /** An entry that is not where it was written was forgotten: whoever owns a partition with the same number may do so. */
    private Optional<JournalEntry> stored(JournalKey key, long offset) throws InterruptedException {
        RawRecord record =
                reader.committed(TopicNames.JOURNAL, partition, offset).orElse(null);
        if (record == null || record.value() == null) {
            entries.remove(key);
            return Optional.empty();
        }
        return Optional.of(entry(key, record.value()));
    }

    private static JournalEntry entry(JournalKey key, byte[] bytes) {
        try {
            return JournalCodec.read(bytes);
        } catch (IOException e) {
            throw new CorruptEntry(key);
        }
    }

    /** Takes over what stands in Kafka. */
    public void load(JournalKey key, RawRecord record) {
        byte[] value = record.value();
        if (value == null) {
            entries.remove(key);
        } else if (JournalCodec.finished(value)) {
            entries.put(
                    key, new Kept.Finished(record.offset(), record.timestamp().toEpochMilli()));
        } else {
            entries.put(key, new Kept.Whole(value));
        }
    }

    /** Takes over what was just committed. */
    public void committed(JournalKey key, JournalEntry entry, long offset, Instant at) {
        entries.put(
                key,
                switch (entry) {
                    case JournalEntry.Sending _ -> new Kept.Whole(JournalCodec.write(entry));
                    case JournalEntry.Done _ -> new Kept.Finished(offset, at.toEpochMilli());
                });
    }

    public void forget(JournalKey key) {
        entries.remove(key);
    }

    /** Finished commands whose entries were written before that time. */
    public List<JournalKey> finishedBefore(Instant time) {
        return entries.entrySet().stream()
                .filter(entry -> entry.getValue() instanceof Kept.Finished(long _, long writtenAt)
                        && writtenAt < time.toEpochMilli())
                .map(Map.Entry::getKey)
                .toList();
    }

    public int size() {
        return entries.size();
    }
}
