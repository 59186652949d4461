package io.mailroom.worker.index;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import java.util.function.Consumer;
import org.jboss.logging.Logger;

/** The file of one index. At each moment it is a whole table or absent: a new table is filled beside it and renamed. */
final class IndexFile {
    private static final String BESIDE = ".new";

    private static final Logger LOG = Logger.getLogger(IndexFile.class);

    private final Path path;
    private final Path beside;
    private final String identity;
    private final Machine machine;

    IndexFile(Path path, Identity identity, Machine machine) {
        this.path = path;
        this.beside = path.resolveSibling(path.getFileName() + BESIDE);
        this.identity = identity.text();
        this.machine = machine;
    }

    /** A trusted table is marked on the disk as in use before it is handed out. */
    Reopened reopen() {
        delete(beside);
        if (!Files.exists(path)) {
            return new Reopened.Absent();
        }
        try {
            return reopened();
        } catch (IOException | UncheckedIOException | InternalError e) {
            return new Reopened.Unfit("it cannot be read: " + e.getMessage());
        }
    }

    private Reopened reopened() throws IOException {
        long bytes = Files.size(path);
        if (bytes < Header.BYTES) {
            return new Reopened.Unfit("it is damaged: it has only " + bytes + " bytes");
        }
        var arena = Arena.ofShared();
        boolean trusted = false;
        try {
            var memory = Uninterrupted.run(() -> map(path, arena));
            var table = new Table(memory, arena::close);
            Optional<String> flaw =
                    table.header().flaw(identity, memory.byteSize()).or(() -> distrust(table));
            if (flaw.isPresent()) {
                return new Reopened.Unfit(flaw.get());
            }
            table.enter(machine.boot());
            trusted = true;
            return new Reopened.Trusted(table);
        } finally {
            if (!trusted) {
                arena.close();
            }
        }
    }

    private Optional<String> distrust(Table table) {
        Header header = table.header();
        if (header.isClean()) {
            return table.counts();
        }
        if (header.openedUnder(machine.boot())) {
            return table.recount();
        }
        return Optional.of(
                header.isGivenUp()
                        ? "it was given up"
                        : "it was not closed before the machine was started again, or nobody knows whether it was");
    }

    /**
     * Puts a new table into the place of the one that is there.
     *
     * @param fill called before the new one can be found
     * @throws IOException if there is no room for it; what was there is there
     */
    Table replace(long capacity, Consumer<Table> fill) throws IOException {
        var arena = Arena.ofShared();
        try {
            var memory = Uninterrupted.run(() -> {
                allocate(Table.bytes(capacity));
                return map(beside, arena);
            });
            var header = new Header(memory);
            header.begin(capacity, identity);
            header.open(machine.boot());
            var table = new Table(memory, arena::close);
            fill.accept(table);
            Files.move(beside, path, StandardCopyOption.ATOMIC_MOVE);
            return table;
        } catch (Throwable e) {
            arena.close();
            Files.deleteIfExists(beside);
            throw e;
        }
    }

    private void allocate(long bytes) throws IOException {
        Files.deleteIfExists(beside);
        try (var file = new RandomAccessFile(beside.toFile(), "rw")) {
            machine.allocation().fill(file, bytes);
        }
    }

    private static MemorySegment map(Path path, Arena arena) throws IOException {
        try (var file = new RandomAccessFile(path.toFile(), "rw")) {
            return file.getChannel().map(FileChannel.MapMode.READ_WRITE, 0, file.length(), arena);
        }
    }

    /** Nobody will open it any more. */
    void delete() {
        delete(path);
    }

    private static void delete(Path path) {
        try {
            Files.deleteIfExists(path);
        } catch (IOException e) {
            LOG.warnf("index file not deleted file=%s why=%s", path, e.toString());
        }
    }

    @Override
    public String toString() {
        return path.toString();
    }
}
