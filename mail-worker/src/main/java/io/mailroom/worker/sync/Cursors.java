package io.mailroom.worker.sync;

import io.mailroom.model.id.ClientName;
import io.mailroom.model.id.ConnectionId;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * One partition's cursors in memory: for each folder the newest delta link, and which mails were announced already. A
 * delta query replays, repeats, and reports a change of a mail like a mail, so the first sight of an id is what makes a
 * mail new.
 *
 * <p>Keys in the compacted topic: {@code client/connection/folder} for a link, the same with {@code #} and 16 bytes of
 * the id's SHA-256 in base64url for a mail that was announced.
 */
public final class Cursors {
    private static final Logger LOG = Logger.getLogger(Cursors.class);

    private static final byte[] ANNOUNCED = "{}".getBytes(StandardCharsets.UTF_8);

    private final ConcurrentMap<String, Position> positions = new ConcurrentHashMap<>();
    private final Set<String> announced = ConcurrentHashMap.newKeySet();
    private final ConcurrentMap<String, Integer> known = new ConcurrentHashMap<>();

    /** A folder of a connection. */
    public record Folder(ClientName client, ConnectionId connection, String name) {
        String key() {
            return client.value() + "/" + connection.value() + "/" + name;
        }
    }

    /** What has to be written for a change. */
    @SuppressWarnings("ArrayRecordComponent") // never compared; Kafka takes it as it is
    public record Mark(String key, byte[] value) {
        @Override
        public String toString() {
            return "Mark[" + key + "]";
        }
    }

    Position position(Folder folder) {
        return positions.getOrDefault(folder.key(), Position.NOWHERE);
    }

    boolean announced(Folder folder, String messageId) {
        return announced.contains(announcedKey(folder, messageId));
    }

    /** How many mails of the folder were announced, ever. */
    int known(Folder folder) {
        return known.getOrDefault(folder.key(), 0);
    }

    static Mark position(Folder folder, Position position) {
        return new Mark(folder.key(), position.written());
    }

    static Mark announcement(Folder folder, String messageId) {
        return new Mark(announcedKey(folder, messageId), ANNOUNCED);
    }

    /**
     * Takes over what stands in Kafka, or was just committed. A link that cannot be read costs a full resync of its
     * folder, which announces only what was never announced.
     */
    public void load(String key, byte @Nullable [] value) {
        int mark = key.length() - ShortHash.CHARACTERS - 1;
        if (mark >= 0 && key.charAt(mark) == '#') {
            announced(key, key.substring(0, mark), value != null);
        } else if (value == null) {
            positions.remove(key);
        } else {
            Optional<Position> read = Position.read(value);
            if (read.isEmpty()) {
                LOG.warnf(
                        "[Incoming Mail] cursor cannot be read, the whole folder is read at its next sync key=%s", key);
            }
            positions.put(key, read.orElse(Position.NOWHERE));
        }
    }

    private void announced(String key, String folder, boolean stands) {
        if (stands ? announced.add(key) : announced.remove(key)) {
            known.merge(folder, stands ? 1 : -1, (before, change) -> before + change == 0 ? null : before + change);
        }
    }

    private static String announcedKey(Folder folder, String messageId) {
        return folder.key() + "#" + ShortHash.of(messageId);
    }
}
