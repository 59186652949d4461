package io.mailroom.worker.index;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Where the newest record of each key of one partition lies, and whether it is finished. 24 bytes for each slot, of which 25
 * to 70 of 100 are taken while it grows; outside the heap, unless it is the smallest in memory.
 *
 * <p>It misses no entry below its {@link #position}, even after a kill at any moment; above it, it may know some records
 * and not others, and those may be taken in again. Take in records in the order of their offsets.
 *
 * <p>Every method may be called by every thread. Those that read or change entries wait for one another, and while a
 * table is rebuilt (a fraction of a second for millions of entries); what tells its position and size never waits.
 */
public class OffsetIndex implements AutoCloseable {
    private final ReentrantLock lock = new ReentrantLock();
    private final Runnable afterClose;
    private final GrowingTable kept;
    private Expectation expectation = Expectation.NOTHING;
    private boolean closed;
    private volatile boolean broken;

    private final AtomicLong size = new AtomicLong();
    private volatile long position;
    private volatile long bytes;
    private volatile boolean onDisk;

    OffsetIndex(GrowingTable kept, Runnable afterClose) {
        this.kept = kept;
        this.afterClose = afterClose;
        this.position = kept.table().header().position();
        size.setRelease(kept.table().live());
        noteTable();
    }

    /** One in memory, for those that stand before it what may go wrong with a disk. */
    protected OffsetIndex() {
        this(GrowingTable.inMemory(), () -> {});
    }

    /**
     * One that keeps nothing. No setting of the virtual machine bounds its memory, which is outside the heap, but the
     * number of its entries.
     */
    public static OffsetIndex inMemory() {
        return new OffsetIndex();
    }

    /** @throws IndexBroken if the disk does not give back what was written */
    public Optional<Found> find(IndexKey key) {
        return use(table -> {
            long word = table.find(key);
            return SlotWord.present(word)
                    ? Optional.of(new Found(SlotWord.offset(word), SlotWord.finished(word)))
                    : Optional.empty();
        });
    }

    /**
     * Takes in a record. One with a lower offset than the known one changes nothing.
     *
     * @param offset below 2^48
     * @throws IndexBroken if there is no room or the disk fails; then the position may not be raised over this record
     */
    public void put(IndexKey key, long offset, boolean finished) {
        change(offset, table -> {
            if (!table.hasRoom()) {
                kept.makeRoom(expectation.after(offset, table.live()));
            }
            kept.table().put(key, offset, finished);
        });
    }

    /**
     * What the index said of the key was found to be wrong: its newest record stands there, also if that is a lower offset
     * than the known one. Of an unknown key nothing is said.
     *
     * @throws IndexBroken if the disk fails
     */
    public void correct(IndexKey key, long offset, boolean finished) {
        change(offset, table -> table.correct(key, offset, finished));
    }

    /**
     * Takes in a tombstone: what is known of the key from a lower offset is forgotten.
     *
     * @throws IndexBroken if the disk fails; then the position may not be raised over this record
     */
    public void remove(IndexKey key, long offset) {
        change(offset, table -> {
            table.remove(key, offset);
            kept.shrinkIfLoose();
        });
    }

    /**
     * Records from the position up to that offset are about to be taken in. A table that becomes too small is made as
     * large as their number by then lets expect, so that it is seldom rebuilt.
     */
    public void expect(long upTo) {
        Expectation _ = use(table -> expectation = new Expectation(position, upTo, table.live()));
    }

    /**
     * All records below that offset were taken in, or all that are expected; a lower position than the known one changes
     * nothing. What was expected and did not come gives its room back.
     */
    public void takenIn(long upTo) {
        change(upTo, table -> {
            if (upTo > table.header().position()) {
                table.header().position(upTo);
                position = upTo;
            }
            if (upTo >= expectation.to()) {
                expectation = Expectation.NOTHING;
                kept.shrinkIfLoose();
            }
        });
    }

    /**
     * To be called when the topic ends before the position: what is known is of no use, and nobody may take the place of
     * what is lost for never begun. Whoever goes by this index hears {@link IndexBroken} from now on.
     */
    public void giveUp() {
        lock.lock();
        try {
            if (!closed && !broken) {
                broken = true;
                kept.giveUp();
                onDisk = false;
            }
        } catch (InternalError e) {
            kept.delete();
            onDisk = false;
        } finally {
            lock.unlock();
        }
    }

    private void change(long offset, Consumer<Table> what) {
        if (offset < 0 || offset >= SlotWord.OFFSETS) {
            throw new IllegalArgumentException("no offset: " + offset);
        }
        Table _ = use(table -> {
            what.accept(table);
            size.setRelease(kept.table().live());
            if (kept.table() != table) {
                noteTable();
            }
            return table;
        });
    }

    /** The virtual machine reports a page that the disk does not give or take as an InternalError. */
    private <T> T use(Function<Table, T> what) {
        lock.lock();
        try {
            if (closed) {
                throw new IndexBroken("the index was closed");
            }
            if (broken) {
                throw new IndexBroken("the index broke before");
            }
            return what.apply(kept.table());
        } catch (InternalError e) {
            broken = true;
            var why = new IndexBroken("a part of the index cannot be read or written: " + kept.name(), e);
            kept.delete();
            onDisk = false;
            throw why;
        } finally {
            lock.unlock();
        }
    }

    /** Everything below was taken in; 0 for a new index. */
    public long position() {
        return position;
    }

    /** Keys that are known. */
    public long size() {
        return size.getAcquire();
    }

    /** Whether it is of no use any more. Never waits. */
    public boolean isBroken() {
        return broken;
    }

    /** Of its table, on the disk or in memory. */
    public long bytes() {
        return bytes;
    }

    /** Whether the next process can go on from here. */
    public boolean onDisk() {
        return onDisk;
    }

    /** For those who do not wait. */
    private void noteTable() {
        bytes = kept.table().bytes();
        onDisk = kept.isOnDisk();
    }

    @Override
    public void close() {
        lock.lock();
        try {
            if (!closed) {
                closed = true;
                try {
                    kept.close();
                } finally {
                    afterClose.run();
                }
            }
        } finally {
            lock.unlock();
        }
    }
}
