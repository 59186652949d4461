package io.mailroom.auth.crypt;

/** A PKCE verifier at rest, for the minutes between the redirect and the callback. */
public record EncryptedVerifier(String keyId, String salt, String verifier) {}
