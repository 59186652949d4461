package io.mailroom.auth.crypt;

/**
 * One encrypted text as a row holds it: a PKCE verifier for the minutes of a sign-in, or what shows later that a master key
 * is still the one it was.
 *
 * @param text Fernet, under a key that the master key and the salt give
 */
public record EncryptedText(String keyId, String salt, String text) {}
