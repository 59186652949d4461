package io.mailroom.auth.entra;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Why the identity platform said no. Its words are not kept.
 *
 * @param error the OAuth {@code error}, cut to the characters that such a code may have
 * @param aadsts Microsoft's number, if it gave one
 * @param claims a challenge to pass on to the next sign-in, as JSON
 * @param retryAfter what the platform asked for, if it did
 */
public record Refusal(
        RefusalKind kind,
        String error,
        @Nullable Integer aadsts,
        @Nullable Duration retryAfter,
        @Nullable String claims) {
    public Refusal(RefusalKind kind, String error) {
        this(kind, error, null, null, null);
    }
}
