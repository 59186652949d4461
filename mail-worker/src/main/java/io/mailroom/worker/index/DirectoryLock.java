package io.mailroom.worker.index;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** A directory is held by one user in one process. The system gives the lock back when the process ends. */
final class DirectoryLock {
    private static final String FILE = "lock";

    /**
     * What this process holds. The lock of the system does not part users of one process: worse, it is lost for the first
     * when the second closes its file, so the second may not even open it. Bound: one for each lock that is not given back.
     */
    private static final Set<Object> HELD = ConcurrentHashMap.newKeySet();

    private final Object directory;
    private final FileChannel channel;

    private DirectoryLock(Object directory, FileChannel channel) {
        this.directory = directory;
        this.channel = channel;
    }

    /** Nothing if somebody else holds it. */
    static Optional<DirectoryLock> of(Path path) throws IOException {
        Object directory = identity(path);
        if (!HELD.add(directory)) {
            return Optional.empty();
        }
        Optional<DirectoryLock> lock = Optional.empty();
        try {
            lock = Uninterrupted.run(() -> locked(path.resolve(FILE)))
                    .map(channel -> new DirectoryLock(directory, channel));
            return lock;
        } finally {
            if (lock.isEmpty()) {
                HELD.remove(directory);
            }
        }
    }

    /** The same for each name of the directory. */
    private static Object identity(Path path) throws IOException {
        Path real = path.toRealPath();
        return Objects.requireNonNullElse(
                Files.readAttributes(real, BasicFileAttributes.class).fileKey(), real);
    }

    private static Optional<FileChannel> locked(Path path) throws IOException {
        FileChannel channel = FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        FileLock lock = null;
        try {
            lock = channel.tryLock();
        } finally {
            if (lock == null) {
                channel.close();
            }
        }
        return lock == null ? Optional.empty() : Optional.of(channel);
    }

    void giveBack() throws IOException {
        try {
            channel.close();
        } finally {
            HELD.remove(directory);
        }
    }
}
