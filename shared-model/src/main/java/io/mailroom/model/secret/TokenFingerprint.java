package io.mailroom.model.secret;

import io.mailroom.model.id.Sha256;
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
        byte[] hash = Sha256.of(token.reveal(RevealSecrets.forTheWire()));
        return new TokenFingerprint(Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOf(hash, BYTES)));
    }
}
