package io.mailroom.m365.entra;

import java.util.Optional;
import java.util.Set;

/**
 * A checked authorize request, kept while the person signs in.
 *
 * @param tenantPath the tenant as it stands in the path: the code can be redeemed only there
 */
public record AuthorizeRequest(
        String tenantPath,
        String clientId,
        String redirectUri,
        String responseMode,
        Optional<String> state,
        Optional<String> nonce,
        Set<String> scopes,
        Optional<String> challenge,
        boolean s256,
        Optional<String> loginHint,
        boolean forceConsent) {}
