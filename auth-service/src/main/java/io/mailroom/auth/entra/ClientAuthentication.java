package io.mailroom.auth.entra;

import java.net.URI;
import java.time.Instant;
import java.util.Optional;

/** How Mailroom proves to a token endpoint who it is. */
sealed interface ClientAuthentication permits SecretPost, SignedAssertion, FederatedAssertion {
    /** For metrics and the audit log. */
    String method();

    /**
     * Adds what proves the client. Files are read at each use, so that what was rotated on disk is used at once.
     *
     * @throws UnusableCredential if it cannot be read now
     */
    void addTo(Form form, String clientId, URI tokenEndpoint);

    /** When it stops being accepted, as far as that is known here. */
    Optional<Instant> expiresAt();
}
