package io.mailroom.worker.index;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.jboss.logging.Logger;

/**
 * The indexes of one topic on this machine's disk: a file for each partition that was ever owned here. Held by one
 * process at a time, until it is closed or ends.
 *
 * <p>Bound: one entry for each index that is open, taken away when that is closed.
 */
public final class IndexDirectory implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(IndexDirectory.class);

    private final Path path;
    private final Machine machine;
    private final DirectoryLock lock;
    /** Empty while it is being opened. */
    private final Map<Integer, Optional<OffsetIndex>> open = new ConcurrentHashMap<>();

    /** Shared by those who open an index: one that is large and was left by a killed process takes a while. */
    private final ReadWriteLock use = new ReentrantReadWriteLock();

    private boolean closed;

    private IndexDirectory(Path path, Machine machine, DirectoryLock lock) {
        this.path = path;
        this.machine = machine;
        this.lock = lock;
    }

    /** Makes the directory where there is none. */
    public static DirectoryAnswer open(Path path) {
        return open(path, Machine.real());
    }

    static DirectoryAnswer open(Path path, Machine machine) {
        try {
            Files.createDirectories(path);
            Optional<DirectoryLock> lock = DirectoryLock.of(path);
            if (lock.isEmpty()) {
                return new DirectoryAnswer.InUse(
                        "The directory " + path + " is in use already; each worker needs one of its own.");
            }
            return new DirectoryAnswer.Opened(new IndexDirectory(path, machine, lock.get()));
        } catch (IOException e) {
            return new DirectoryAnswer.Unusable(
                    "The directory " + path + " cannot be used to keep indexes: " + e + ".");
        }
    }

    /**
     * The index of a partition as it was left, or a new one where there is none that can be trusted. It lies in memory
     * where the disk has no room for it.
     *
     * @throws IllegalStateException if it is open, or the directory was closed
     */
    public OffsetIndex open(Identity identity) {
        use.readLock().lock();
        try {
            if (closed) {
                throw new IllegalStateException("the directory was closed");
            }
            if (open.putIfAbsent(identity.partition(), Optional.empty()) != null) {
                throw new IllegalStateException("the index is open: " + identity);
            }
            return opened(identity);
        } finally {
            use.readLock().unlock();
        }
    }

    private OffsetIndex opened(Identity identity) {
        int partition = identity.partition();
        try {
            var file = new IndexFile(path.resolve("partition-" + partition + ".index"), identity, machine);
            GrowingTable table =
                    table(file).map(onDisk -> GrowingTable.onDisk(onDisk, file)).orElseGet(GrowingTable::inMemory);
            var index = new OffsetIndex(table, () -> open.remove(partition));
            open.put(partition, Optional.of(index));
            return index;
        } catch (Throwable e) {
            open.remove(partition);
            throw e;
        }
    }

    private static Optional<Table> table(IndexFile file) {
        return switch (file.reopen()) {
            case Reopened.Trusted(Table trusted) -> Optional.of(trusted);
            case Reopened.Unfit(String why) -> {
                LOG.warnf("index begun anew file=%s why=%s", file, why);
                file.delete();
                yield begun(file);
            }
            case Reopened.Absent() -> begun(file);
        };
    }

    /** Nothing if there is no room. */
    private static Optional<Table> begun(IndexFile file) {
        try {
            return Optional.of(file.replace(Table.SMALLEST, _ -> {}));
        } catch (IOException e) {
            LOG.warnf("index is kept in memory only file=%s why=%s", file, e.toString());
            return Optional.empty();
        }
    }

    /** Closes what is open in it. */
    @Override
    public void close() {
        use.writeLock().lock();
        try {
            if (!closed) {
                closed = true;
                List.copyOf(open.values()).forEach(index -> index.ifPresent(OffsetIndex::close));
                lock.giveBack();
            }
        } catch (IOException e) {
            LOG.warnf("lock not given back directory=%s why=%s", path, e.toString());
        } finally {
            use.writeLock().unlock();
        }
    }
}
