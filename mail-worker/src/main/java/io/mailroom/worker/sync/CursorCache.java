package io.mailroom.worker.sync;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.mailroom.worker.index.IndexKey;
import io.mailroom.worker.index.OffsetIndex;
import java.util.Optional;

/**
 * Cursors that were read or written lately, so that a folder that is read page by page does not have its buckets read
 * again for each page.
 *
 * <p>Bound: {@value #BYTES} bytes with all that a record costs here, however many partitions there are.
 */
public final class CursorCache {
    static final int BYTES = 4 << 20;

    /** What an entry costs beside its bytes; an estimate from above. */
    private static final int OBJECTS = 200;

    private final Cache<Name, Kept> records = Caffeine.newBuilder()
            .maximumWeight(BYTES)
            .<Name, Kept>weigher((_, kept) -> OBJECTS + kept.value().length)
            .executor(Runnable::run)
            .build();

    /** @param index stands for its partition; it is compared by identity */
    private record Name(OffsetIndex index, IndexKey key) {}

    @SuppressWarnings("ArrayRecordComponent") // never compared and never changed
    private record Kept(long offset, byte[] value) {}

    /** What stands at that place, if it is known. */
    Optional<byte[]> find(OffsetIndex index, IndexKey key, long offset) {
        Kept kept = records.getIfPresent(new Name(index, key));
        return kept == null || kept.offset() != offset ? Optional.empty() : Optional.of(kept.value());
    }

    void keep(OffsetIndex index, IndexKey key, long offset, byte[] value) {
        records.put(new Name(index, key), new Kept(offset, value));
    }

    void forget(OffsetIndex index, IndexKey key) {
        records.invalidate(new Name(index, key));
    }

    /** For when offsets may mean other records. */
    public void clear() {
        records.invalidateAll();
    }

    long bytes() {
        records.cleanUp();
        return records.policy().eviction().orElseThrow().weightedSize().orElseThrow();
    }
}
