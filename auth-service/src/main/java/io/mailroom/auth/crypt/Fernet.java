package io.mailroom.auth.crypt;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Fernet tokens (specification version 0x80), readable by any Fernet implementation that is given the key.
 *
 * <pre>
 * base64url( 0x80 | seconds since 1970, 8 bytes | IV, 16 bytes | AES-128-CBC with PKCS7, n x 16 bytes | HMAC-SHA256, 32 bytes )
 * key: 32 bytes = 16 for the HMAC | 16 for AES. The HMAC covers all that stands before it and is checked before anything is decrypted.
 * </pre>
 */
final class Fernet {
    static final int KEY_BYTES = 32;
    private static final byte VERSION = (byte) 0x80;
    private static final int HEADER = 1 + 8 + 16;
    private static final int TAG = 32;
    private static final Duration MAX_CLOCK_SKEW = Duration.ofSeconds(60);
    private static final SecureRandom RANDOM = new SecureRandom();

    private final SecretKeySpec signing;
    private final SecretKeySpec encryption;

    Fernet(byte[] key) {
        if (key.length != KEY_BYTES) {
            throw new IllegalArgumentException("a Fernet key has 32 bytes");
        }
        this.signing = new SecretKeySpec(key, 0, 16, "HmacSHA256");
        this.encryption = new SecretKeySpec(key, 16, 16, "AES");
    }

    String encrypt(byte[] plain, Instant at) {
        byte[] iv = new byte[16];
        RANDOM.nextBytes(iv);
        return encrypt(plain, at, iv);
    }

    String encrypt(byte[] plain, Instant at, byte[] iv) {
        byte[] cipherText = cipher(Cipher.ENCRYPT_MODE, iv, plain);
        byte[] signed = ByteBuffer.allocate(HEADER + cipherText.length)
                .put(VERSION)
                .putLong(at.getEpochSecond())
                .put(iv)
                .put(cipherText)
                .array();
        byte[] token = Arrays.copyOf(signed, signed.length + TAG);
        System.arraycopy(tag(signed), 0, token, signed.length, TAG);
        return Base64.getUrlEncoder().encodeToString(token);
    }

    /** @throws UnreadableSecret if the token was not made with this key or was changed since */
    byte[] decrypt(String token) {
        return open(bytesOf(token));
    }

    /** As {@link #decrypt(String)}, and refuses what is older than {@code ttl} or from more than 60 seconds ahead. */
    byte[] decrypt(String token, Instant now, Duration ttl) {
        byte[] bytes = bytesOf(token);
        byte[] plain = open(bytes);
        Instant madeAt = Instant.ofEpochSecond(ByteBuffer.wrap(bytes, 1, 8).getLong());
        if (madeAt.plus(ttl).isBefore(now) || madeAt.isAfter(now.plus(MAX_CLOCK_SKEW))) {
            throw new UnreadableSecret("the Fernet token is out of its time");
        }
        return plain;
    }

    private byte[] open(byte[] token) {
        int signedLength = token.length - TAG;
        if (signedLength < HEADER || token[0] != VERSION) {
            throw new UnreadableSecret("not a Fernet token");
        }
        byte[] signed = Arrays.copyOf(token, signedLength);
        byte[] tag = Arrays.copyOfRange(token, signedLength, token.length);
        if (!MessageDigest.isEqual(tag, tag(signed))) {
            throw new UnreadableSecret("the Fernet token was made with another key, or changed");
        }
        return cipher(
                Cipher.DECRYPT_MODE,
                Arrays.copyOfRange(signed, 9, HEADER),
                Arrays.copyOfRange(signed, HEADER, signedLength));
    }

    private static byte[] bytesOf(String token) {
        try {
            return Base64.getUrlDecoder().decode(token);
        } catch (IllegalArgumentException e) {
            throw new UnreadableSecret("not a Fernet token"); // no cause: its message quotes the token
        }
    }

    private byte[] tag(byte[] signed) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(signing);
            return mac.doFinal(signed);
        } catch (GeneralSecurityException e) {
            throw new UnreadableSecret("HMAC-SHA256 is not available"); // no cause, as everywhere in this package
        }
    }

    private byte[] cipher(int mode, byte[] iv, byte[] input) {
        try {
            Cipher cipher = Cipher.getInstance("AES/CBC/PKCS5Padding");
            cipher.init(mode, encryption, new IvParameterSpec(iv));
            return cipher.doFinal(input);
        } catch (GeneralSecurityException e) {
            throw new UnreadableSecret("the Fernet payload is damaged"); // no cause: it may quote plaintext
        }
    }
}
