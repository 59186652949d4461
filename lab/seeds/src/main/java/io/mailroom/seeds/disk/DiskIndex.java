package io.mailroom.seeds.disk;

import io.mailroom.worker.index.Found;
import io.mailroom.worker.index.IndexBroken;
import io.mailroom.worker.index.IndexKey;
import io.mailroom.worker.index.OffsetIndex;
import java.util.Optional;

/** The real index, of which everything goes to a disk that may fail. */
final class DiskIndex extends OffsetIndex {
    private final Disk disk;
    private final IndexCopy file;
    private boolean broken;

    DiskIndex(Disk disk, IndexCopy file) {
        this.disk = disk;
        this.file = file;
        for (IndexCopy.Change change : file.changes()) {
            switch (change) {
                case IndexCopy.Put(var key, long offset, boolean finished) -> super.put(key, offset, finished);
                case IndexCopy.Removed(var key, long offset) -> super.remove(key, offset);
                case IndexCopy.TakenIn(long upTo) -> super.takenIn(upTo);
            }
        }
    }

    private void use() {
        broken = broken || !disk.works(file);
        if (broken) {
            throw new IndexBroken("the disk does not give back what was written");
        }
    }

    @Override
    public Optional<Found> find(IndexKey key) {
        use();
        return super.find(key);
    }

    @Override
    public void put(IndexKey key, long offset, boolean finished) {
        use();
        if (!disk.hasRoom()) {
            throw new IndexBroken("no room");
        }
        super.put(key, offset, finished);
        file.add(new IndexCopy.Put(key, offset, finished));
    }

    @Override
    public void remove(IndexKey key, long offset) {
        use();
        super.remove(key, offset);
        file.add(new IndexCopy.Removed(key, offset));
    }

    @Override
    public void takenIn(long upTo) {
        use();
        super.takenIn(upTo);
        file.add(new IndexCopy.TakenIn(upTo));
    }

    @Override
    public void giveUp() {
        super.giveUp();
        file.giveUp();
    }

    @Override
    public boolean isBroken() {
        return broken || super.isBroken();
    }
}
