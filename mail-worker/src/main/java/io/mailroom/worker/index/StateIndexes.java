package io.mailroom.worker.index;

import io.mailroom.worker.record.Place;
import java.util.HashMap;
import java.util.Map;

/**
 * Where the records of each partition of the compacted topics stand, for as long as the process lives: what was taken in
 * once is not read again when a partition comes back.
 *
 * <p>Bound: one index for each partition of each of these topics, of 24 bytes a slot for a key that stands there.
 */
public final class StateIndexes implements AutoCloseable {
    private record Open(String topicId, OffsetIndex index) {
        boolean serves(String topic) {
            return topicId.equals(topic) && !index.isBroken();
        }
    }

    /** Opens the index of a partition. */
    @FunctionalInterface
    public interface Opener {
        /** @param topicId empty if nobody knows it */
        OffsetIndex open(String topic, int partition, String topicId);
    }

    private final Opener opener;
    private final Runnable afterClose;
    private final Map<Place, Open> open = new HashMap<>();

    public StateIndexes(Opener opener, Runnable afterClose) {
        this.opener = opener;
        this.afterClose = afterClose;
    }

    /** Nothing is kept longer than the process lives. */
    public static StateIndexes inMemory() {
        return new StateIndexes((_, _, _) -> OffsetIndex.inMemory(), () -> {});
    }

    /**
     * What was remembered of another topic of that name is of no use. After one that broke comes one in memory: a disk
     * that failed once is not asked again by this process, so that it costs a partition one takeover at most.
     */
    public synchronized OffsetIndex of(String topic, int partition, String topicId) {
        var place = new Place(topic, partition);
        Open known = open.get(place);
        if (known != null && known.serves(topicId)) {
            return known.index();
        }
        if (known != null) {
            known.index().close();
        }
        OffsetIndex index = known != null && known.index().isBroken()
                ? OffsetIndex.inMemory()
                : opener.open(topic, partition, topicId);
        open.put(place, new Open(topicId, index));
        return index;
    }

    @Override
    public synchronized void close() {
        open.values().forEach(each -> each.index().close());
        open.clear();
        afterClose.run();
    }
}
