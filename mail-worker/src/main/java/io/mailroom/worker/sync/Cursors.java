package io.mailroom.worker.sync;

import com.fasterxml.jackson.databind.JsonNode;
import io.mailroom.model.id.ClientName;
import io.mailroom.model.id.ConnectionId;
import io.mailroom.model.wire.MailJson;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
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
    private static final byte[] ANNOUNCED = "{}".getBytes(StandardCharsets.UTF_8);
    private static final int HASH_BYTES = 16;

    private final ConcurrentMap<String, String> links = new ConcurrentHashMap<>();
    private final Set<String> announced = ConcurrentHashMap.newKeySet();

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

    Optional<String> link(Folder folder) {
        return Optional.ofNullable(links.get(folder.key()));
    }

    boolean announced(Folder folder, String messageId) {
        return announced.contains(announcedKey(folder, messageId));
    }

    static Mark link(Folder folder, String link) {
        return new Mark(folder.key(), MailJson.bytes(MailJson.object().put("link", link)));
    }

    static Mark announcement(Folder folder, String messageId) {
        return new Mark(announcedKey(folder, messageId), ANNOUNCED);
    }

    /**
     * Takes over what stands in Kafka, or was just committed.
     *
     * @throws IllegalStateException if a cursor cannot be read; then nothing of this partition may be announced
     */
    public void load(String key, byte @Nullable [] value) {
        if (key.indexOf('#') >= 0) {
            announced.add(key);
        } else if (value == null) {
            links.remove(key);
        } else {
            links.put(key, readLink(key, value));
        }
    }

    private static String readLink(String key, byte[] value) {
        try {
            JsonNode link = MailJson.read(value).path("link");
            if (link.isTextual()) {
                return link.textValue();
            }
        } catch (IOException e) {
            throw new IllegalStateException("the cursor " + key + " is not JSON", e);
        }
        throw new IllegalStateException("the cursor " + key + " has no link");
    }

    private static String announcedKey(Folder folder, String messageId) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(messageId.getBytes(StandardCharsets.UTF_8));
            byte[] start = java.util.Arrays.copyOf(digest, HASH_BYTES);
            return folder.key() + "#" + Base64.getUrlEncoder().withoutPadding().encodeToString(start);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
