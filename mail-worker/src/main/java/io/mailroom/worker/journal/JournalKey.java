package io.mailroom.worker.journal;

import io.mailroom.model.id.ClientName;
import io.mailroom.model.id.CommandKey;
import io.mailroom.model.id.ConnectionId;
import io.mailroom.worker.index.IndexKey;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * The name of a command in the journal and on its draft: the first 16 bytes of SHA-256 over client, connection, source
 * and id, in lower-case hex, because Graph compares extended property values without case.
 */
public record JournalKey(String hex) {
    private static final int BYTES = 16;

    public static JournalKey of(ClientName client, ConnectionId connection, CommandKey command) {
        String name = String.join("\n", client.value(), connection.value(), command.source(), command.id());
        byte[] digest = sha256().digest(name.getBytes(StandardCharsets.UTF_8));
        return new JournalKey(HexFormat.of().formatHex(digest, 0, BYTES));
    }

    /** @return nothing if these are not the bytes of one */
    static @Nullable JournalKey read(byte[] bytes) {
        if (bytes.length != 2 * BYTES) {
            return null;
        }
        for (byte each : bytes) {
            if (Character.digit(each, 16) < 0) {
                return null;
            }
        }
        return new JournalKey(new String(bytes, StandardCharsets.US_ASCII));
    }

    IndexKey index() {
        return IndexKey.ofHex(hex);
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
