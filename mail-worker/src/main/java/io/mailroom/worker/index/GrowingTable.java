package io.mailroom.worker.index;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.Optional;
import java.util.function.Consumer;
import org.jboss.logging.Logger;

/**
 * A table that another takes the place of when it is too small or far too large: on the disk as long as that has room,
 * then in memory for good. Used by one thread at a time.
 */
final class GrowingTable implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(GrowingTable.class);

    private static final long MOST_AHEAD = 64;

    private Table table;
    private Optional<IndexFile> file;
    private long shrinkAt = Long.MAX_VALUE;

    private GrowingTable(Table table, Optional<IndexFile> file) {
        this.table = table;
        this.file = file;
    }

    static GrowingTable onDisk(Table table, IndexFile file) {
        return new GrowingTable(table, Optional.of(file));
    }

    static GrowingTable inMemory() {
        return new GrowingTable(anonymous(Table.SMALLEST, _ -> {}), Optional.empty());
    }

    Table table() {
        return table;
    }

    boolean isOnDisk() {
        return file.isPresent();
    }

    /**
     * @param more entries that are expected besides, of which at most {@value #MOST_AHEAD} times as many as there are count.
     *     Where there is no room for them, none counts: an expectation costs no index its file
     * @throws IndexBroken if there is neither room on the disk nor in memory; the table stays as it is
     */
    void makeRoom(long more) {
        if (!table.hasRoom()) {
            long needed = Table.capacityFor(table.live() + 1);
            long expected = Table.capacityFor(table.live() + 1 + Math.min(more, MOST_AHEAD * table.live()));
            if (expected == needed || !tried(expected, "index grows by no more than it must")) {
                replace(needed);
            }
        }
    }

    private boolean tried(long capacity, String otherwise) {
        try {
            replaced(next(capacity));
            return true;
        } catch (IOException | IndexBroken e) {
            LOG.debugf("%s file=%s why=%s", otherwise, name(), e.toString());
            return false;
        }
    }

    /** The old file is given up only when all of it is in memory. */
    private void replace(long capacity) {
        Table next;
        try {
            next = next(capacity);
        } catch (IOException e) {
            LOG.warnf("index goes on in memory, its file is given up file=%s why=%s", name(), e.toString());
            next = anonymous(capacity, copy -> copy.copy(table));
            giveUp();
        }
        replaced(next);
    }

    /** Where there is no room for the smaller table the larger one stays, and is asked again when it is half as full. */
    void shrinkIfLoose() {
        if (table.isLoose() && table.live() <= shrinkAt) {
            boolean shrunk = tried(Table.capacityFor(table.live()), "index stays larger than it had to be");
            shrinkAt = shrunk ? Long.MAX_VALUE : table.live() / 2;
        }
    }

    private Table next(long capacity) throws IOException {
        return file.isPresent()
                ? file.get().replace(capacity, next -> next.copy(table))
                : anonymous(capacity, next -> next.copy(table));
    }

    private void replaced(Table next) {
        table.close();
        table = next;
    }

    /**
     * The smallest table is on the heap, since giving back memory outside of it stops every thread for a moment.
     *
     * @throws IndexBroken if the system gives no more memory
     */
    static Table anonymous(long capacity, Consumer<Table> fill) {
        if (capacity == Table.SMALLEST) {
            return begun(
                    MemorySegment.ofArray(new long[(int) (Table.bytes(capacity) / Long.BYTES)]),
                    capacity,
                    () -> {},
                    fill);
        }
        var arena = Arena.ofShared();
        try {
            return begun(arena.allocate(Table.bytes(capacity), Long.BYTES), capacity, arena::close, fill);
        } catch (Throwable e) {
            arena.close();
            if (e instanceof OutOfMemoryError) {
                throw new IndexBroken("no " + Table.bytes(capacity) + " bytes of memory outside the heap are free", e);
            }
            throw e;
        }
    }

    private static Table begun(MemorySegment memory, long capacity, Runnable release, Consumer<Table> fill) {
        new Header(memory).begin(capacity, "");
        var table = new Table(memory, release);
        fill.accept(table);
        return table;
    }

    /** Marked first, because a file may refuse to be deleted. */
    void giveUp() {
        if (file.isPresent()) {
            table.header().giveUp();
            delete();
        }
    }

    /** Nobody will open its file; not marked, because a page that cannot be read may be the first. */
    void delete() {
        file.ifPresent(IndexFile::delete);
        file = Optional.empty();
    }

    String name() {
        return file.map(IndexFile::toString).orElse("in memory");
    }

    /** A cleanly closed file is trusted even after the machine was started again. */
    @Override
    public void close() {
        try {
            if (file.isPresent()) {
                table.leave();
            }
        } catch (UncheckedIOException | InternalError e) {
            LOG.warnf("index file is given up file=%s why=%s", name(), e.toString());
            delete();
        } finally {
            table.close();
        }
    }
}
