package io.mailroom.worker.journal;

import io.mailroom.model.id.ClientName;
import io.mailroom.model.id.CommandKey;
import io.mailroom.model.id.ConnectionId;
import io.mailroom.worker.index.IndexKey;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * The name of a command in the journal and on its draft: the first 16 bytes of SHA-256 over client, connection, source
 * and id, in lower-case hex, because Graph compares extended property values without case.
 */
public record JournalKey(long high, long low) {
    public static JournalKey of(ClientName client, ConnectionId connection, CommandKey command) {
        String name = String.join("\n", client.value(), connection.value(), command.source(), command.id());
        return of(IndexKey.ofName(name.getBytes(StandardCharsets.UTF_8)));
    }

    /**
     * @param hex 32 hexadecimal characters
     * @throws IllegalArgumentException if it is anything else
     */
    public static JournalKey ofHex(String hex) {
        return of(IndexKey.ofHex(hex));
    }

    private static JournalKey of(IndexKey key) {
        return new JournalKey(key.high(), key.low());
    }

    /** @return nothing if these are not the bytes of one */
    static @Nullable JournalKey read(byte[] bytes) {
        try {
            return ofHex(new String(bytes, StandardCharsets.ISO_8859_1));
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    /** In lower case. */
    public String hex() {
        return index().toString();
    }

    IndexKey index() {
        return new IndexKey(high, low);
    }
}
