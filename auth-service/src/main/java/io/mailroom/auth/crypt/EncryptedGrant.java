package io.mailroom.auth.crypt;

import java.time.Instant;

/**
 * What a row holds of a grant: safe to print, worthless without the key ring.
 *
 * @param keyId the master key that opens it
 * @param salt this grant's own 32 random bytes (base64url); destroying them kills the ciphertext
 * @param refreshToken Fernet
 * @param accessToken Fernet, good until {@code accessExpiresAt}
 */
public record EncryptedGrant(
        String keyId, String salt, String refreshToken, String accessToken, Instant accessExpiresAt) {}
