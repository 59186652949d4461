package io.mailroom.auth.crypt;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The key ring as it is now. Promises: a key that was added to the file is known within a second, and at once if a row
 * needs it; a file that became unreadable, or gives another key to a known id, changes nothing.
 */
final class LiveKeyRing {
    private static final Logger LOG = Logger.getLogger(LiveKeyRing.class);
    private static final Duration LOOK_EVERY = Duration.ofSeconds(1);

    private final @Nullable Path file;
    private final Clock clock;
    private volatile KeyRing ring;
    private volatile Instant lookAgainAt;
    private volatile @Nullable FileTime readOf;

    private LiveKeyRing(@Nullable Path file, KeyRing ring, Clock clock) {
        this.file = file;
        this.ring = ring;
        this.clock = clock;
        this.lookAgainAt = clock.instant();
        this.readOf = null;
    }

    /** @throws UnusableKeys if there is no usable key ring */
    static LiveKeyRing open(CryptConfig config, Clock clock) {
        Path file = config.keyRingFile().orElse(null);
        if (file != null) {
            return new LiveKeyRing(file, KeyRing.read(file), clock);
        }
        return config.keyRing()
                .map(lines -> fixed(KeyRing.parse(Arrays.asList(lines.split("[;\\n]", -1))), clock))
                .orElseThrow(() -> new UnusableKeys(
                        "Neither mailroom.crypt.key-ring-file nor mailroom.crypt.key-ring is set: no key, no start."));
    }

    static LiveKeyRing fixed(KeyRing ring, Clock clock) {
        return new LiveKeyRing(null, ring, clock);
    }

    KeyRing current() {
        if (file != null && !clock.instant().isBefore(lookAgainAt)) {
            reload(file);
        }
        return ring;
    }

    /** The ring in which this key should be: if it is not there yet, another process has just added it. */
    KeyRing having(String id) {
        if (file != null && !ring.has(id)) {
            reload(file);
        }
        return ring;
    }

    private synchronized void reload(Path path) {
        lookAgainAt = clock.instant().plus(LOOK_EVERY);
        try {
            FileTime changed = Files.getLastModifiedTime(path);
            if (changed.equals(readOf)) {
                return;
            }
            KeyRing read = KeyRing.read(path);
            readOf = changed;
            if (read.agreesWith(ring)) {
                ring = read;
            } else {
                LOG.error("the key ring file gives another key to a known id: the keys in use stay");
            }
        } catch (IOException | UnusableKeys e) {
            LOG.error("the key ring file cannot be read any more: the keys in use stay");
        }
    }
}
