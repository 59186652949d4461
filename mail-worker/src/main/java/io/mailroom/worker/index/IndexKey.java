package io.mailroom.worker.index;

import io.mailroom.model.id.Sha256;
import java.nio.ByteBuffer;
import java.util.HexFormat;

/**
 * 16 bytes of a cryptographic hash. The table takes a key's first bits for its place, so keys that are not uniformly
 * distributed are kept rightly, but slowly.
 */
public record IndexKey(long high, long low) {
    private static final int HALF = 16;

    /**
     * @param hex 32 hexadecimal characters
     * @throws IllegalArgumentException if it is anything else
     */
    public static IndexKey ofHex(String hex) {
        if (hex.length() != 2 * HALF) {
            throw new IllegalArgumentException("a key has 32 hexadecimal characters and not " + hex.length());
        }
        return new IndexKey(
                HexFormat.fromHexDigitsToLong(hex, 0, HALF), HexFormat.fromHexDigitsToLong(hex, HALF, 2 * HALF));
    }

    /** Of what has a name of any length: the first 16 bytes of the name's SHA-256. */
    public static IndexKey ofName(byte[] name) {
        var digest = ByteBuffer.wrap(Sha256.of(name));
        return new IndexKey(digest.getLong(), digest.getLong());
    }

    @Override
    public String toString() {
        return HexFormat.of().toHexDigits(high) + HexFormat.of().toHexDigits(low);
    }
}
