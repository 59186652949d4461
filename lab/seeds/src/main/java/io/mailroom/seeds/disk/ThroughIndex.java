package io.mailroom.seeds.disk;

import io.mailroom.worker.index.Found;
import io.mailroom.worker.index.IndexKey;
import io.mailroom.worker.index.OffsetIndex;
import java.util.Optional;

/** Everything is kept by another. */
public class ThroughIndex extends OffsetIndex {
    private final OffsetIndex index;

    public ThroughIndex(OffsetIndex index) {
        this.index = index;
    }

    @Override
    public Optional<Found> find(IndexKey key) {
        return index.find(key);
    }

    @Override
    public void put(IndexKey key, long offset, boolean finished) {
        index.put(key, offset, finished);
    }

    @Override
    public void remove(IndexKey key, long offset) {
        index.remove(key, offset);
    }

    @Override
    public void takenIn(long upTo) {
        index.takenIn(upTo);
    }

    @Override
    public void giveUp() {
        index.giveUp();
    }

    @Override
    public boolean isBroken() {
        return index.isBroken();
    }

    @Override
    public long position() {
        return index.position();
    }

    @Override
    public long size() {
        return index.size();
    }
}
