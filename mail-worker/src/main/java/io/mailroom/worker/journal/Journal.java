package io.mailroom.worker.journal;

import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * One partition of the journal in memory. Loaded before the first command of the partition is handed out; after that
 * changed only by what this worker has committed, because nobody else may write the partition while it is owned here.
 *
 * <p>Finished entries are kept as their bytes: most are never asked for again.
 */
public final class Journal {
    private final ConcurrentMap<JournalKey, byte[]> entries = new ConcurrentHashMap<>();

    /** @throws IllegalStateException if an entry cannot be read; then nothing of this partition may be sent */
    public Optional<JournalEntry> find(JournalKey key) {
        byte[] entry = entries.get(key);
        if (entry == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(JournalCodec.read(entry));
        } catch (IOException e) {
            throw new IllegalStateException("the journal entry " + key.hex() + " cannot be read", e);
        }
    }

    /** Takes over what stands in Kafka. */
    public void load(JournalKey key, byte[] entry) {
        entries.put(key, entry);
    }

    /** Takes over what was just committed. */
    public void committed(JournalKey key, JournalEntry entry) {
        entries.put(key, JournalCodec.write(entry));
    }

    public void forget(JournalKey key) {
        entries.remove(key);
    }

    public int size() {
        return entries.size();
    }
}
