package io.mailroom.worker.journal;

import io.mailroom.model.id.ClientName;
import io.mailroom.model.id.CommandKey;
import io.mailroom.model.id.ConnectionId;
import io.mailroom.model.id.Sha256;
import io.mailroom.worker.index.IndexKey;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * The name of a command in the journal and on its draft: the first 16 bytes of SHA-256 over client, connection, source
 * and id, in lower-case hex, because Graph compares extended property values without case.
 */
public record JournalKey(long high, long low) {
    private static final int HALF = 8;

    public static JournalKey of(ClientName client, ConnectionId connection, CommandKey command) {
        String name = String.join("\n", client.value(), connection.value(), command.source(), command.id());
        var digest = ByteBuffer.wrap(Sha256.of(name));
        return new JournalKey(digest.getLong(0), digest.getLong(HALF));
    }

    /**
     * @param hex 32 hexadecimal characters
     * @throws IllegalArgumentException if it is anything else
     */
    public static JournalKey ofHex(String hex) {
        IndexKey key = IndexKey.ofHex(hex);
        return new JournalKey(key.high(), key.low());
    }

    /** @return nothing if these are not the bytes of one */
    static @Nullable JournalKey read(byte[] bytes) {
        if (bytes.length != 4 * HALF) {
            return null;
        }
        for (byte each : bytes) {
            if (Character.digit(each, 16) < 0) {
                return null;
            }
        }
        return ofHex(new String(bytes, StandardCharsets.US_ASCII));
    }

    /** In lower case. */
    public String hex() {
        return index().toString();
    }

    IndexKey index() {
        return new IndexKey(high, low);
    }
}
