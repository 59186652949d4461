package io.mailroom.worker.index;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.Arena;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jboss.logging.Logger;

/**
 * Where the newest record of each key of one partition lies, and whether it is finished. About 24 bytes outside the heap
 * for each slot, of which 35 to 70 of 100 are taken while it grows; nothing on the heap.
 *
 * <p>It misses no entry below its {@link #position}, even after a kill at any moment; above it, it may know some records
 * and not others, and those may be taken in again. Take in records in the order of their offsets.
 *
 * <p>Every method may be called by every thread. Those that read or change entries wait for one another, and while a
 * table is rebuilt (a fraction of a second for millions of entries); what tells its position and size never waits.
 */
public final class OffsetIndex implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(OffsetIndex.class);

    private final ReentrantLock lock = new ReentrantLock();
    private final Runnable afterClose;
    private Table table;
    private Optional<IndexFile> file;
    private boolean closed;
    private boolean broken;
    private long shrinkAt = Long.MAX_VALUE;
    private volatile boolean onDisk;
    private volatile long position;
    private final AtomicLong size = new AtomicLong();
    private volatile long bytes;

    OffsetIndex(Table table, Optional<IndexFile> file, Runnable afterClose) {
        this.table = table;
        this.file = file;
        this.afterClose = afterClose;
        this.onDisk = file.isPresent();
        this.position = table.header().position();
        this.bytes = table.bytes();
        size.set(table.live());
    }

    /**
     * One that keeps nothing. All of them in a process have together as much room as {@code -XX:MaxDirectMemorySize}
     * gives, which is as much as {@code -Xmx} unless it is set.
     */
    public static OffsetIndex inMemory() {
        return new OffsetIndex(anonymous(Table.SMALLEST), Optional.empty(), () -> {});
    }

    /** @throws IndexBroken if the disk does not give back what was written */
    public Optional<Found> find(IndexKey key) {
        lock.lock();
        try {
            long word = open().find(key);
            return SlotWord.present(word)
                    ? Optional.of(new Found(SlotWord.offset(word), SlotWord.finished(word)))
                    : Optional.empty();
        } catch (InternalError e) {
            throw broken(e);
        } finally {
            lock.unlock();
        }
    }

    /**
     * Takes in a record. One with a lower offset than the known one changes nothing.
     *
     * @param offset below 2^48
     * @throws IndexBroken if there is no room or the disk fails; then the position may not be raised over this record
     */
    public void put(IndexKey key, long offset, boolean finished) {
        check(offset);
        lock.lock();
        try {
            if (!open().hasRoom()) {
                rebuild(Table.capacityFor(table.live() + 1), next -> next.copy(table));
            }
            table.put(key, offset, finished);
            size.setRelease(table.live());
        } catch (InternalError e) {
            throw broken(e);
        } finally {
            lock.unlock();
        }
    }

    /**
     * Takes in a tombstone: what is known of the key from a lower offset is forgotten.
     *
     * @throws IndexBroken if the disk fails; then the position may not be raised over this record
     */
    public void remove(IndexKey key, long offset) {
        check(offset);
        lock.lock();
        try {
            open().remove(key, offset);
            if (table.isLoose() && table.live() <= shrinkAt) {
                shrink();
            }
            size.setRelease(table.live());
        } catch (InternalError e) {
            throw broken(e);
        } finally {
            lock.unlock();
        }
    }

    /**
     * All records below that offset were taken in. To be called after that; a lower position than the known one changes
     * nothing.
     */
    public void takenIn(long upTo) {
        check(upTo);
        lock.lock();
        try {
            if (upTo > open().header().position()) {
                table.header().position(upTo);
                position = upTo;
            }
        } catch (InternalError e) {
            throw broken(e);
        } finally {
            lock.unlock();
        }
    }

    /**
     * Forgets all and begins at 0, as is needed when the topic ends before the position.
     *
     * @throws IndexBroken if there is no room
     */
    public void clear() {
        lock.lock();
        try {
            open();
            rebuild(Table.SMALLEST, _ -> {});
            position = 0;
            size.setRelease(0);
        } catch (InternalError e) {
            throw broken(e);
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

    /** Of its table, on the disk or in memory. */
    public long bytes() {
        return bytes;
    }

    /** Whether the next process can go on from here. */
    public boolean onDisk() {
        return onDisk;
    }

    private static void check(long offset) {
        if (offset < 0 || offset >= SlotWord.OFFSETS) {
            throw new IllegalArgumentException("no offset: " + offset);
        }
    }

    private Table open() {
        if (closed) {
            throw new IllegalStateException("the index was closed");
        }
        if (broken) {
            throw new IndexBroken("the index broke before");
        }
        return table;
    }

    private void rebuild(long capacity, Consumer<Table> fill) {
        Table next;
        try {
            next = rebuilt(capacity, fill);
        } catch (IOException e) {
            LOG.warnf("index goes on in memory, its file is given up file=%s why=%s", name(), e.toString());
            next = anonymous(capacity);
            fill.accept(next);
            giveUp();
        }
        replaced(next);
    }

    /** Where there is no room for the smaller table the larger one stays, and is asked again when it is half as full. */
    private void shrink() {
        try {
            replaced(rebuilt(Table.capacityFor(table.live()), next -> next.copy(table)));
            shrinkAt = Long.MAX_VALUE;
        } catch (IOException | IndexBroken e) {
            shrinkAt = table.live() / 2;
            LOG.debugf("index stays larger than it had to be why=%s", e.toString());
        }
    }

    private Table rebuilt(long capacity, Consumer<Table> fill) throws IOException {
        if (file.isPresent()) {
            return file.get().replace(capacity, fill);
        }
        Table next = anonymous(capacity);
        fill.accept(next);
        return next;
    }

    private void replaced(Table next) {
        table.close();
        table = next;
        bytes = next.bytes();
    }

    private static Table anonymous(long capacity) {
        var arena = Arena.ofShared();
        try {
            var memory = arena.allocate(Table.bytes(capacity), Long.BYTES);
            new Header(memory).begin(capacity, "");
            return new Table(arena, memory);
        } catch (OutOfMemoryError e) {
            arena.close();
            throw new IndexBroken(
                    "no " + Table.bytes(capacity) + " bytes outside the heap; -XX:MaxDirectMemorySize bounds them", e);
        }
    }

    private String name() {
        return file.map(IndexFile::toString).orElse("in memory");
    }

    /** Marked first, because a file may refuse to be deleted. */
    private void giveUp() {
        file.ifPresent(given -> {
            table.header().giveUp();
            given.delete();
        });
        file = Optional.empty();
        onDisk = false;
    }

    /** The virtual machine reports a page that the disk does not give or take as an InternalError. */
    private IndexBroken broken(InternalError e) {
        var why = new IndexBroken("a part of the index cannot be read or written: " + name(), e);
        broken = true;
        file.ifPresent(IndexFile::delete);
        file = Optional.empty();
        onDisk = false;
        return why;
    }

    /** A cleanly closed file is trusted even after the machine was started again. */
    @Override
    public void close() {
        lock.lock();
        try {
            if (closed) {
                return;
            }
            closed = true;
            if (file.isPresent()) {
                leave(file.get());
            }
            table.close();
        } finally {
            lock.unlock();
        }
        afterClose.run();
    }

    private void leave(IndexFile left) {
        try {
            table.leave();
        } catch (UncheckedIOException | InternalError e) {
            left.delete();
            LOG.warnf("index file is given up file=%s why=%s", left, e.toString());
        }
    }
}
