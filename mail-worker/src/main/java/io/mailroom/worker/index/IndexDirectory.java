package io.mailroom.worker.index;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * The indexes of one topic on this machine's disk: a file for each partition that was ever owned here. Held by one
 * process at a time, until it is closed or ends.
 */
public final class IndexDirectory implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(IndexDirectory.class);

    private final Path path;
    private final Machine machine;
    private final DirectoryLock lock;
    private final Map<Integer, OffsetIndex> open = new HashMap<>();
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
    public synchronized OffsetIndex open(Identity identity) {
        if (closed) {
            throw new IllegalStateException("the directory was closed");
        }
        if (open.containsKey(identity.partition())) {
            throw new IllegalStateException("the index is open: " + identity);
        }
        var file = new IndexFile(path.resolve("partition-" + identity.partition() + ".index"), identity, machine);
        Optional<Table> table =
                switch (file.reopen()) {
                    case Reopened.Trusted(Table trusted) -> Optional.of(trusted);
                    case Reopened.Unfit(String why) -> {
                        LOG.warnf("index begun anew file=%s why=%s", file, why);
                        file.delete();
                        yield begun(file);
                    }
                    case Reopened.Absent() -> begun(file);
                };
        OffsetIndex index = table.map(on -> new OffsetIndex(on, Optional.of(file), () -> closed(identity)))
                .orElseGet(OffsetIndex::inMemory);
        if (index.onDisk()) {
            open.put(identity.partition(), index);
        }
        return index;
    }

    private static Optional<Table> begun(IndexFile file) {
        try {
            return Optional.of(file.replace(Table.SMALLEST, _ -> {}));
        } catch (IOException e) {
            LOG.warnf("index is kept in memory only file=%s why=%s", file, e.toString());
            return Optional.empty();
        }
    }

    private synchronized void closed(Identity identity) {
        open.remove(identity.partition());
    }

    /** Closes what is open in it. */
    @Override
    public void close() {
        synchronized (this) {
            if (closed) {
                return;
            }
            closed = true;
        }
        indexes().forEach(OffsetIndex::close);
        try {
            lock.giveBack();
        } catch (IOException e) {
            LOG.warnf("lock not given back directory=%s why=%s", path, e.toString());
        }
    }

    private synchronized List<OffsetIndex> indexes() {
        return List.copyOf(open.values());
    }
}
