package io.mailroom.auth.callback;

import io.mailroom.auth.crypt.RefreshToken;
import io.mailroom.auth.entra.Identity;
import io.mailroom.model.secret.AccessToken;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What a code was worth. */
public sealed interface RedemptionReply {
    /** @param accessExpiresAt reckoned from before the platform was asked: early rather than late */
    record Tokens(
            Identity identity,
            RefreshToken refreshToken,
            AccessToken accessToken,
            Instant accessExpiresAt,
            String appId)
            implements RedemptionReply {}

    /**
     * @param code stable, told to the client
     * @param detail a constant for the audit log
     */
    record Rejected(String code, String detail, @Nullable Integer aadsts) implements RedemptionReply {}

    record Unavailable() implements RedemptionReply {}
}
