package io.mailroom.model.command;

import java.util.Arrays;
import java.util.Base64;

/** The content of an attachment: immutable, compared by content, printed as a size only. */
public final class AttachmentBytes {
    private final byte[] bytes;

    private AttachmentBytes(byte[] bytes) {
        this.bytes = bytes;
    }

    /** @throws IllegalArgumentException if the text is not base64 (RFC 4648 section 4, padding as written there) */
    public static AttachmentBytes ofBase64(String base64) {
        return new AttachmentBytes(Base64.getDecoder().decode(base64));
    }

    public static AttachmentBytes copyOf(byte[] bytes) {
        return new AttachmentBytes(bytes.clone());
    }

    public int size() {
        return bytes.length;
    }

    public byte[] copy() {
        return bytes.clone();
    }

    public String base64() {
        return Base64.getEncoder().encodeToString(bytes);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof AttachmentBytes that && Arrays.equals(bytes, that.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    @Override
    public String toString() {
        return "AttachmentBytes[" + bytes.length + " bytes]";
    }
}
