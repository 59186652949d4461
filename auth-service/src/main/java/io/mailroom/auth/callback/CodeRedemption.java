package io.mailroom.auth.callback;

import io.mailroom.auth.crypt.OneTimeSecret;
import io.mailroom.auth.crypt.RefreshToken;
import io.mailroom.auth.entra.Authority;
import io.mailroom.auth.entra.AuthorizationCode;
import io.mailroom.auth.entra.Cloud;
import io.mailroom.auth.entra.EntraClient;
import io.mailroom.auth.entra.GrantedTokens;
import io.mailroom.auth.entra.IdToken;
import io.mailroom.auth.entra.IdTokenReply;
import io.mailroom.auth.entra.IdTokens;
import io.mailroom.auth.entra.Registrations;
import io.mailroom.auth.entra.Scopes;
import io.mailroom.auth.entra.TokenReply;
import io.opentelemetry.instrumentation.annotations.WithSpan;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.List;

/** Redeems a code once and checks all that came for it: scopes, refresh token, id_token. */
@Singleton
public class CodeRedemption {
    private final EntraClient entra;
    private final IdTokens idTokens;
    private final Registrations registrations;
    private final Clock clock;

    @Inject
    CodeRedemption(EntraClient entra, IdTokens idTokens, Registrations registrations, Clock clock) {
        this.entra = entra;
        this.idTokens = idTokens;
        this.registrations = registrations;
        this.clock = clock;
    }

    @WithSpan("exchange")
    public RedemptionReply redeem(Consented consented, AuthorizationCode code) {
        Instant askedAt = clock.instant(); // before: expiry may be early, never late
        TokenReply reply = entra.redeem(
                consented.cloud(), consented.authority(), code, consented.verifier(), consented.redirectUri());
        return switch (reply) {
            case TokenReply.Granted(GrantedTokens tokens) -> check(consented, tokens, askedAt);
            case TokenReply.Refused(var refusal) ->
                new RedemptionReply.Rejected(ConsentErrorCodes.of(refusal), refusal.error(), refusal.aadsts());
            case TokenReply.Unavailable silent -> new RedemptionReply.Unavailable();
        };
    }

    private RedemptionReply check(Consented consented, GrantedTokens tokens, Instant askedAt) {
        List<String> missing = Scopes.missing(consented.cloud(), tokens.scopes(), consented.sharedMailboxes());
        if (!missing.isEmpty()) {
            return rejected("SCOPES_MISSING", String.join(",", missing));
        }
        RefreshToken refreshToken = tokens.refreshToken();
        if (refreshToken == null) {
            return rejected("SCOPES_MISSING", "offline_access");
        }
        IdToken idToken = tokens.idToken();
        if (idToken == null) {
            return rejected("IDENTITY_INVALID", "no id_token");
        }
        return switch (idTokens.check(idToken, consented.cloud(), consented.authority(), consented.nonceHash())) {
            case IdTokenReply.Valid(var identity) ->
                new RedemptionReply.Tokens(
                        identity,
                        refreshToken,
                        tokens.accessToken(),
                        askedAt.plus(tokens.expiresIn()),
                        registrations.clientId(consented.cloud()));
            case IdTokenReply.Invalid(String why) -> rejected("IDENTITY_INVALID", why);
            case IdTokenReply.KeysUnavailable() -> new RedemptionReply.Unavailable();
        };
    }

    private static RedemptionReply rejected(String code, String detail) {
        return new RedemptionReply.Rejected(code, detail, null);
    }

    /** What was asked for, and under which secrets. */
    public record Consented(
            Cloud cloud,
            Authority authority,
            boolean sharedMailboxes,
            OneTimeSecret verifier,
            String nonceHash,
            URI redirectUri) {}
}
