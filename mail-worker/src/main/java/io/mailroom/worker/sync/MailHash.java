package io.mailroom.worker.sync;

import io.mailroom.model.id.Sha256;
import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.Optional;

/**
 * The first 12 bytes of the SHA-256 of a mail's id. That any two mails of a folder with a million have the same has a
 * chance of 1 in 10^17; the later one would not be announced.
 */
record MailHash(long high, int low) implements Comparable<MailHash> {
    static final int BYTES = Long.BYTES + Integer.BYTES;
    static final MailHash LOWEST = new MailHash(0, 0);

    static MailHash of(String messageId) {
        return read(ByteBuffer.wrap(Sha256.of(messageId)));
    }

    /** Of the mail whose {@link ShortHash} it is; nothing if it is none. */
    static Optional<MailHash> ofShort(String shortHash) {
        try {
            byte[] bytes = Base64.getUrlDecoder().decode(shortHash);
            return bytes.length < BYTES ? Optional.empty() : Optional.of(read(ByteBuffer.wrap(bytes)));
        } catch (IllegalArgumentException notBase64) {
            return Optional.empty();
        }
    }

    static MailHash read(ByteBuffer bytes) {
        return new MailHash(bytes.getLong(), bytes.getInt());
    }

    void write(ByteBuffer bytes) {
        bytes.putLong(high).putInt(low);
    }

    /** So many of its first bits as text; at most 64. */
    String bits(int count) {
        var bits = new StringBuilder(count);
        for (int i = 0; i < count; i++) {
            bits.append((high << i) < 0 ? '1' : '0');
        }
        return bits.toString();
    }

    /** As the bytes are, without sign. */
    @Override
    public int compareTo(MailHash other) {
        int byHigh = Long.compareUnsigned(high, other.high);
        return byHigh != 0 ? byHigh : Integer.compareUnsigned(low, other.low);
    }
}
