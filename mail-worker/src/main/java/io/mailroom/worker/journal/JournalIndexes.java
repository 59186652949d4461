package io.mailroom.worker.journal;

import io.mailroom.worker.index.OffsetIndex;
import java.util.HashMap;
import java.util.Map;
import java.util.function.BiFunction;

/**
 * Where the entries of each partition of the journal stand, for as long as the process lives: what was taken in once is
 * not read again when a partition comes back.
 *
 * <p>Bound: one index for each partition of the journal, of 24 bytes on disk for an entry that stands there.
 */
public final class JournalIndexes implements AutoCloseable {
    private record Open(String topicId, OffsetIndex index) {
        boolean serves(String topic) {
            return topicId.equals(topic) && !index.isBroken();
        }
    }

    private final BiFunction<Integer, String, OffsetIndex> opener;
    private final Runnable afterClose;
    private final Map<Integer, Open> open = new HashMap<>();

    /** @param opener of a partition's index, by the topic's id, which is empty if nobody knows it */
    public JournalIndexes(BiFunction<Integer, String, OffsetIndex> opener, Runnable afterClose) {
        this.opener = opener;
        this.afterClose = afterClose;
    }

    /** Nothing is kept longer than the process lives. */
    public static JournalIndexes inMemory() {
        return new JournalIndexes((_, _) -> OffsetIndex.inMemory(), () -> {});
    }

    /**
     * What was remembered of another topic of that name is of no use. After one that broke comes one in memory: a disk
     * that failed once is not asked again by this process, so that it costs a partition one takeover at most.
     */
    public synchronized OffsetIndex of(int partition, String topicId) {
        Open known = open.get(partition);
        if (known != null && known.serves(topicId)) {
            return known.index();
        }
        if (known != null) {
            known.index().close();
        }
        OffsetIndex index = known != null && known.index().isBroken()
                ? OffsetIndex.inMemory()
                : opener.apply(partition, topicId);
        open.put(partition, new Open(topicId, index));
        return index;
    }

    @Override
    public synchronized void close() {
        open.values().forEach(each -> each.index().close());
        open.clear();
        afterClose.run();
    }
}
