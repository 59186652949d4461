package io.mailroom.auth.entra;

import io.mailroom.auth.crypt.RefreshToken;
import io.mailroom.model.secret.AccessToken;
import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What the token endpoint said. */
public sealed interface TokenReply {
    /**
     * Tokens as they came.
     *
     * @param expiresIn life of the access token, counted from before the request was sent
     * @param refreshToken absent if none was given: the one in use then stays in use
     */
    record Granted(
            AccessToken accessToken,
            Duration expiresIn,
            @Nullable RefreshToken refreshToken,
            @Nullable IdToken idToken,
            Set<String> scopes)
            implements TokenReply {}

    record Refused(Refusal refusal) implements TokenReply {}

    /** No answer, or one that says nothing: whether the request was carried out is not known. */
    record Unavailable(Duration retryAfter) implements TokenReply {}
}
