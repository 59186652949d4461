package io.mailroom.simulator.state;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.mailroom.simulator.exchange.RequestJournal;
import io.mailroom.simulator.settings.SimulatorConfig;
import io.quarkus.runtime.ShutdownEvent;
import io.vertx.ext.web.Router;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.jboss.logging.Logger;

/**
 * Keeps the snapshot file: read before the server takes a call, written while running when something happened (never
 * more than a tenth of the time) and once more at the end. A reader of the file sees a whole snapshot or the one before.
 */
@ApplicationScoped
public class StateFile {
    private static final Logger LOG = Logger.getLogger(StateFile.class);
    private static final Duration SHORTEST_PAUSE = Duration.ofSeconds(3);
    private static final int PAUSE_PER_WRITE = 10;

    private final Optional<Path> file;
    private final Snapshots snapshots;
    private final RequestJournal journal;
    private final ObjectMapper json;
    private final AtomicLong orders = new AtomicLong();
    private Optional<Thread> writer = Optional.empty();
    private long written = -1;

    StateFile(SimulatorConfig config, Snapshots snapshots, RequestJournal journal, ObjectMapper json) {
        this.file = config.stateFile();
        this.snapshots = snapshots;
        this.journal = journal;
        this.json = json;
    }

    /** The lab has changed something. */
    public void touch() {
        orders.incrementAndGet();
    }

    void load(@Observes Router beforeTheServerOpens) {
        file.filter(Files::exists).ifPresent(path -> {
            try {
                snapshots.putBack(json.readValue(path.toFile(), Snapshot.class));
            } catch (IOException e) {
                throw new UncheckedIOException("the state file " + path + " cannot be read", e);
            }
        });
        written = version();
        writer = file.map(path -> Thread.ofVirtual().name("state-writer").start(() -> writeNowAndThen(path)));
    }

    private long version() {
        return orders.get() + journal.count();
    }

    private void writeNowAndThen(Path path) {
        Duration pause = SHORTEST_PAUSE;
        try {
            while (!Thread.interrupted()) {
                Thread.sleep(pause);
                long began = System.nanoTime();
                writeIfChanged(path);
                Duration tenfold = Duration.ofNanos((System.nanoTime() - began) * PAUSE_PER_WRITE);
                pause = tenfold.compareTo(SHORTEST_PAUSE) > 0 ? tenfold : SHORTEST_PAUSE;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    void end(@Observes ShutdownEvent event) {
        writer.ifPresent(Thread::interrupt);
        file.ifPresent(this::writeIfChanged);
    }

    private synchronized void writeIfChanged(Path path) {
        long version = version();
        if (version == written) {
            return;
        }
        try {
            write(path);
            written = version;
        } catch (IOException e) {
            LOG.errorf(e, "state not written file=%s", path);
        }
    }

    private void write(Path path) throws IOException {
        Path folder = path.toAbsolutePath().getParent();
        if (folder != null) {
            Files.createDirectories(folder);
        }
        Path fresh = Files.createTempFile(
                folder,
                ".state",
                ".json",
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        try {
            json.writeValue(fresh.toFile(), snapshots.take());
            Files.move(fresh, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(fresh);
        }
    }
}
