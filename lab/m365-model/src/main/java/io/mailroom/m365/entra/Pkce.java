package io.mailroom.m365.entra;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import org.jose4j.lang.HashUtil;

/** Proof key for code exchange, RFC 7636 sections 4.1 and 4.6. */
final class Pkce {
    private Pkce() {}

    /** 43 to 128 unreserved characters. */
    static boolean sized(String value) {
        return value.matches("[A-Za-z0-9._~-]{43,128}");
    }

    static boolean fits(AuthorizeRequest request, Optional<String> verifier) {
        if (request.challenge().isEmpty()) {
            return verifier.isEmpty();
        }
        return verifier.filter(Pkce::sized)
                .map(value -> request.s256() ? s256(value) : value)
                .equals(request.challenge());
    }

    private static String s256(String verifier) {
        byte[] digest = HashUtil.getMessageDigest("SHA-256").digest(verifier.getBytes(StandardCharsets.US_ASCII));
        return Base64.getUrlEncoder().withoutPadding().encodeToString(digest);
    }
}
