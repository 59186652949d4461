package io.mailroom.auth.crypt;

/**
 * Shows later whether a master key is still the one it was, without telling anything about it.
 *
 * @param value Fernet, under a key that the master key and the salt give
 */
public record CheckValue(String salt, String value) {}
