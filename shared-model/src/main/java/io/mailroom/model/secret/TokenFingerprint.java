package io.mailroom.model.secret;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.regex.Pattern;

/**
 * Names an access token without telling it: the first 16 bytes of its SHA-256 in base64url, 22 characters. It may print
 * and be compared, since a token's signature alone has more entropy than anybody can try.
 */
public record TokenFingerprint(String value) {
    private static final int BYTES = 16;
    private static final Pattern FORM = Pattern.compile("[A-Za-z0-9_-]{22}");

    /** @throws IllegalArgumentException if it is no fingerprint; the message quotes nothing, since it may be a token */
    public TokenFingerprint {
        if (!FORM.matcher(value).matches()) {
            throw new IllegalArgumentException("a token's fingerprint has 22 characters of base64url");
        }
    }

    public static TokenFingerprint of(AccessToken token) {
        byte[] clear = token.reveal(RevealSecrets.forTheWire()).getBytes(StandardCharsets.UTF_8);
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(clear);
            return new TokenFingerprint(
                    Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOf(hash, BYTES)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
