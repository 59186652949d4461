package io.mailroom.auth.entra;

import io.mailroom.auth.crypt.OneTimeSecret;
import io.mailroom.auth.crypt.RefreshToken;
import io.mailroom.model.secret.RevealSecrets;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.jboss.logging.Logger;

/**
 * The token endpoint. Each method is one request that is carried out and never a second one: a code is spent by the first,
 * and whoever asks for a refresh decides alone whether to ask again. Only what was refused because of the client's secret,
 * before anything was spent, is asked once more with its other secret.
 */
@Singleton
public class EntraClient {
    private static final Logger LOG = Logger.getLogger(EntraClient.class);

    /** A wrong secret and an expired one (facts A7). */
    private static final List<Integer> SECRET_REFUSED = List.of(7000215, 7000222);

    private static final Duration PAUSE_AFTER_SILENCE = Duration.ofSeconds(2);

    private final EntraHttp http;
    private final Registrations registrations;

    @Inject
    EntraClient(EntraHttp http, Registrations registrations) {
        this.http = http;
        this.registrations = registrations;
    }

    public URI authorizeUri(AuthorizeRequest request, URI redirectUri) {
        return request.toUri(registrations.clientId(request.cloud()), redirectUri);
    }

    /** Where an administrator consents for a whole tenant (facts A11). */
    public URI adminConsentUri(
            Cloud cloud, Authority authority, boolean sharedMailboxes, OneTimeSecret state, URI redirectUri) {
        Form query = new Form()
                .add("client_id", registrations.clientId(cloud))
                .add("scope", Scopes.requested(cloud, sharedMailboxes))
                .add("redirect_uri", redirectUri.toString())
                .add("state", state.reveal(RevealSecrets.forTheWire()));
        return URI.create(cloud.adminConsentEndpoint(authority) + "?" + query.encodedText());
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
        Registration registration = registrations.in(cloud);
        TokenReply reply = new TokenReply.Refused(new Refusal(RefusalKind.OPERATOR, "no_credential"));
        for (ClientAuthentication authentication : registration.inOrder()) {
            reply = post(cloud.tokenEndpoint(authority), form.copy(), registration.clientId(), authentication);
            if (!(reply instanceof TokenReply.Refused(var refusal)) || !secretRefused(refusal)) {
                registration.accepted(authentication);
                return reply;
            }
        }
        return reply;
    }

    private static boolean secretRefused(Refusal refusal) {
        Integer aadsts = refusal.aadsts();
        return aadsts != null && SECRET_REFUSED.contains(aadsts);
    }

    private TokenReply post(URI endpoint, Form form, String clientId, ClientAuthentication authentication) {
        try {
            authentication.addTo(form, clientId, endpoint);
        } catch (UnusableCredential e) {
            LOG.errorf("credential unusable method=%s: %s", authentication.method(), e.sentence());
            return new TokenReply.Refused(new Refusal(RefusalKind.OPERATOR, "credential_unusable"));
        }
        return switch (http.post(endpoint, form)) {
            case HttpReply.Received received -> TokenBody.read(received);
            case HttpReply.NoResponse none -> new TokenReply.Unavailable(PAUSE_AFTER_SILENCE);
        };
    }
}
