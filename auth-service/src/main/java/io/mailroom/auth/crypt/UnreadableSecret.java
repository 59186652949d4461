package io.mailroom.auth.crypt;

/** A ciphertext that this key does not open. It never has a cause: a cipher's message may quote what it read. */
public final class UnreadableSecret extends RuntimeException {
    public UnreadableSecret(String message) {
        super(message);
    }
}
