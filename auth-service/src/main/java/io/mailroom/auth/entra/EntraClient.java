package io.mailroom.auth.entra;

import io.mailroom.auth.crypt.OneTimeSecret;
import io.mailroom.auth.crypt.RefreshToken;
import io.mailroom.model.secret.RevealSecrets;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;

/**
 * The token endpoint. Each method is one request and never a second one: a code is spent by the first, and whoever asks
 * for a refresh decides alone whether to ask again.
 */
@Singleton
public class EntraClient {
    private static final Duration PAUSE_AFTER_SILENCE = Duration.ofSeconds(2);

    private final EntraHttp http;
    private final Credentials credentials;
    private final Clock clock;

    @Inject
    EntraClient(EntraHttp http, Credentials credentials, Clock clock) {
        this.http = http;
        this.credentials = credentials;
        this.clock = clock;
    }

    public URI authorizeUri(AuthorizeRequest request, URI redirectUri) {
        return request.toUri(credentials.clientId(), redirectUri);
    }

    /** RFC 6749 section 4.1.3 with RFC 7636 section 4.5; {@code authority} is the one the code was asked on. */
    public TokenReply redeem(
            Cloud cloud, Authority authority, AuthorizationCode code, OneTimeSecret verifier, URI redirectUri) {
        RevealSecrets access = RevealSecrets.forTheWire();
        return post(
                cloud,
                authority,
                new Form()
                        .add("grant_type", "authorization_code")
                        .add("code", code.reveal(access))
                        .add("redirect_uri", redirectUri.toString())
                        .add("code_verifier", verifier.reveal(access)));
    }

    /** RFC 6749 section 6. The scopes asked for are those consented to: a new one would break the old grant (65001). */
    public TokenReply refresh(Cloud cloud, Authority authority, RefreshToken token, boolean sharedMailboxes) {
        return post(
                cloud,
                authority,
                new Form()
                        .add("grant_type", "refresh_token")
                        .add("refresh_token", token.reveal(RevealSecrets.forTheWire()))
                        .add("scope", Scopes.requested(cloud, sharedMailboxes)));
    }

    private TokenReply post(Cloud cloud, Authority authority, Form form) {
        credentials.addTo(form);
        return switch (http.post(cloud.tokenEndpoint(authority), form)) {
            case HttpAnswer.Answered answer -> TokenBody.read(answer, clock.instant());
            case HttpAnswer.Silent silent -> new TokenReply.Unavailable(PAUSE_AFTER_SILENCE);
        };
    }
}
