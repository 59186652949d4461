package io.mailroom.auth.entra;

import io.mailroom.auth.crypt.RefreshToken;
import io.mailroom.model.secret.AccessToken;
import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Tokens as they came.
 *
 * @param expiresIn life of the access token, counted from before the request was sent
 * @param refreshToken absent if none was given: the one in use then stays in use
 */
public record GrantedTokens(
        AccessToken accessToken,
        Duration expiresIn,
        @Nullable RefreshToken refreshToken,
        @Nullable IdToken idToken,
        Set<String> scopes) {}
