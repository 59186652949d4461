package io.mailroom.auth.crypt;

import io.mailroom.model.id.Sha256;
import io.mailroom.model.secret.RevealSecrets;
import io.mailroom.model.secret.Secret;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * 256 random bits as 43 characters of base64url: a link, a state, a nonce, a browser's cookie, a PKCE verifier
 * (RFC 7636 section 4.1 asks for 43 to 128 characters). It is stored as its hash only, except the verifier, which is encrypted.
 */
public final class OneTimeSecret extends Secret {
    private static final Pattern FORM = Pattern.compile("[A-Za-z0-9_-]{43}");
    private static final SecureRandom RANDOM = new SecureRandom();

    private OneTimeSecret(String value) {
        super(value);
    }

    public static OneTimeSecret random() {
        byte[] bytes = new byte[32];
        RANDOM.nextBytes(bytes);
        return new OneTimeSecret(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
    }

    /** What a browser sent back; empty if it cannot be one of ours. */
    public static Optional<OneTimeSecret> parse(@Nullable String value) {
        return value != null && FORM.matcher(value).matches()
                ? Optional.of(new OneTimeSecret(value))
                : Optional.empty();
    }

    /** SHA-256 as base64url without padding. For a PKCE verifier this is its S256 challenge (RFC 7636 section 4.2). */
    public String hash() {
        return hashOf(reveal(RevealSecrets.forTheWire()));
    }

    public static String hashOf(String value) {
        byte[] digest = Sha256.of(value.getBytes(StandardCharsets.US_ASCII));
        return Base64.getUrlEncoder().withoutPadding().encodeToString(digest);
    }
}
