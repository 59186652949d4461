package io.mailroom.chaos.listen;

import io.mailroom.stack.dead.DeadLetter;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Objects;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

/**
 * What a record holds, in short.
 *
 * @param all SHA-256 over key, value and headers, in hexadecimal
 * @param length of the value
 * @param value SHA-256 of the value, in hexadecimal
 */
public record Contents(String all, long length, String value) {
    public static Contents of(byte @Nullable [] key, byte @Nullable [] value, Iterable<Header> headers) {
        MessageDigest digest = sha256();
        part(digest, key);
        part(digest, value);
        for (Header header : headers) {
            if (!header.key().startsWith(DeadLetter.OURS)) {
                part(digest, header.key().getBytes(StandardCharsets.UTF_8));
                part(digest, header.value());
            }
        }
        byte[] bytes = Objects.requireNonNullElse(value, new byte[0]);
        return new Contents(HexFormat.of().formatHex(digest.digest()), bytes.length, head(bytes, bytes.length));
    }

    /** SHA-256 of the first bytes, in hexadecimal. */
    public static String head(byte[] bytes, int length) {
        MessageDigest digest = sha256();
        digest.update(bytes, 0, length);
        return HexFormat.of().formatHex(digest.digest());
    }

    /** With its length before it, so that no two rows of parts are the same bytes. */
    private static void part(MessageDigest digest, byte @Nullable [] bytes) {
        digest.update(
                ByteBuffer.allocate(4).putInt(bytes == null ? -1 : bytes.length).array());
        if (bytes != null) {
            digest.update(bytes);
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256.", e);
        }
    }
}
