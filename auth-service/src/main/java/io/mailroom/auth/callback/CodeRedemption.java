package io.mailroom.auth.callback;

import io.mailroom.auth.consent.ConsentConfig;
import io.mailroom.auth.consent.ConsentLinks;
import io.mailroom.auth.crypt.OneTimeSecret;
import io.mailroom.auth.crypt.RefreshToken;
import io.mailroom.auth.crypt.TokenCipher;
import io.mailroom.auth.entra.AuthorizationCode;
import io.mailroom.auth.entra.Cloud;
import io.mailroom.auth.entra.Clouds;
import io.mailroom.auth.entra.EntraClient;
import io.mailroom.auth.entra.IdToken;
import io.mailroom.auth.entra.IdTokenReply;
import io.mailroom.auth.entra.IdTokens;
import io.mailroom.auth.entra.Registrations;
import io.mailroom.auth.entra.Scopes;
import io.mailroom.auth.entra.TokenReply;
import io.mailroom.auth.store.NewGrant;
import io.mailroom.auth.store.PendingConsent;
import io.mailroom.model.id.MailboxAddress;
import io.opentelemetry.instrumentation.annotations.WithSpan;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Redeems a code once and checks all that came for it: scopes, refresh token, id_token. */
@Singleton
class CodeRedemption {
    private final EntraClient entra;
    private final IdTokens idTokens;
    private final Registrations registrations;
    private final Clouds clouds;
    private final ConsentLinks links;
    private final TokenCipher cipher;
    private final ConsentConfig config;
    private final Clock clock;

    @Inject
    CodeRedemption(
            EntraClient entra,
            IdTokens idTokens,
            Registrations registrations,
            Clouds clouds,
            ConsentLinks links,
            TokenCipher cipher,
            ConsentConfig config,
            Clock clock) {
        this.entra = entra;
        this.idTokens = idTokens;
        this.registrations = registrations;
        this.clouds = clouds;
        this.links = links;
        this.cipher = cipher;
        this.config = config;
        this.clock = clock;
    }

    @WithSpan("exchange")
    Reply redeem(PendingConsent consent, PendingConsent.Opened opened, AuthorizationCode code) {
        Cloud cloud = clouds.named(consent.cloud());
        OneTimeSecret verifier = cipher.verifier(
                consent.id(), opened.verifier(), config.connect().stateLife().plusSeconds(1));
        Instant askedAt = clock.instant(); // before: expiry may be early, never late
        return switch (entra.redeem(cloud, consent.authority(), code, verifier, links.redirectUri())) {
            case TokenReply.Granted tokens -> check(consent, opened, cloud, tokens, askedAt);
            case TokenReply.Refused(var refusal) ->
                new Reply.Rejected(ConsentErrorCodes.of(refusal), refusal.error(), refusal.aadsts());
            case TokenReply.Unavailable silent -> unavailable();
        };
    }

    private Reply check(
            PendingConsent consent,
            PendingConsent.Opened opened,
            Cloud cloud,
            TokenReply.Granted tokens,
            Instant askedAt) {
        List<String> missing =
                Scopes.missing(cloud, tokens.scopes(), consent.sharedMailboxes().any());
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
        return switch (idTokens.check(idToken, cloud, consent.authority(), opened.nonceHash())) {
            case IdTokenReply.Valid(String tenantId, String userId, String address, String displayName) ->
                new Reply.Granted(new NewGrant(
                        consent.connectionId(),
                        consent.reconnect(),
                        consent.client(),
                        consent.cloud(),
                        registrations.clientId(cloud),
                        tenantId,
                        userId,
                        new MailboxAddress(address),
                        displayName,
                        consent.sharedMailboxes(),
                        refreshToken,
                        tokens.accessToken(),
                        askedAt.plus(tokens.expiresIn())));
            case IdTokenReply.Invalid(String why) -> rejected("IDENTITY_INVALID", why);
            case IdTokenReply.KeysUnavailable() -> unavailable();
        };
    }

    private static Reply unavailable() {
        return rejected("IDENTITY_UNAVAILABLE", "no answer");
    }

    private static Reply rejected(String code, String detail) {
        return new Reply.Rejected(code, detail, null);
    }

    /** What a code was worth. */
    sealed interface Reply {
        record Granted(NewGrant grant) implements Reply {}

        /**
         * @param code stable, told to the client
         * @param detail a constant for the audit log
         */
        record Rejected(
                String code, String detail, @Nullable Integer aadsts) implements Reply {}
    }
}
