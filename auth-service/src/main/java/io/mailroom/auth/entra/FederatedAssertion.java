package io.mailroom.auth.entra;

import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;

/**
 * The token of another issuer in place of our own assertion: in Kubernetes the projected service-account token, which the
 * kubelet replaces, so that it is read for each use (facts A9).
 */
record FederatedAssertion(Path tokenFile) implements ClientAuthentication {
    @Override
    public String method() {
        return "federated";
    }

    @Override
    public void addTo(Form form, String clientId, URI tokenEndpoint) {
        form.add("client_id", clientId)
                .add("client_assertion_type", SignedAssertion.TYPE)
                .add("client_assertion", CredentialFiles.text(tokenFile, "federated token"));
    }

    @Override
    public Optional<Instant> expiresAt() {
        return Optional.empty(); // whoever mounts it replaces it
    }
}
