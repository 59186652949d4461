package io.mailroom.auth.entra;

import io.mailroom.auth.crypt.OneTimeSecret;
import io.mailroom.model.secret.RevealSecrets;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * Where a browser is sent to consent (RFC 6749 section 4.1.1 with PKCE, RFC 7636).
 *
 * @param codeChallenge S256 of the verifier
 * @param claims what the tenant's policy asked for when it refused the last refresh
 */
public record AuthorizeRequest(
        Cloud cloud,
        Authority authority,
        boolean sharedMailboxes,
        OneTimeSecret state,
        OneTimeSecret nonce,
        String codeChallenge,
        @Nullable String loginHint,
        @Nullable String claims) {

    URI toUri(String clientId, URI redirectUri) {
        RevealSecrets access = RevealSecrets.forTheWire();
        Form query = new Form()
                .add("client_id", clientId)
                .add("response_type", "code")
                .add("response_mode", "query")
                .add("redirect_uri", redirectUri.toString())
                .add("scope", Scopes.requested(cloud, sharedMailboxes))
                .add("state", state.reveal(access))
                .add("nonce", nonce.reveal(access))
                .add("code_challenge", codeChallenge)
                .add("code_challenge_method", "S256");
        if (loginHint == null) {
            query.add("prompt", "select_account"); // the two cannot be combined (facts A2)
        } else {
            query.add("login_hint", loginHint);
        }
        if (claims != null) {
            query.add("claims", claims);
        }
        return URI.create(cloud.authorizeEndpoint(authority) + "?" + query.encodedText());
    }
}
