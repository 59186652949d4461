package io.mailroom.auth.entra;

import io.mailroom.model.secret.RevealSecrets;
import java.net.URI;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * {@code client_secret_post} (RFC 6749 section 2.3.1).
 *
 * @param secret read at each use
 */
record SecretPost(
        String method,
        Supplier<ClientSecret> secret,
        @Nullable Instant knownExpiry) implements ClientAuthentication {

    @Override
    public void addTo(Form form, String clientId, URI tokenEndpoint) {
        form.add("client_id", clientId).add("client_secret", secret.get().reveal(RevealSecrets.forTheWire()));
    }

    @Override
    public Optional<Instant> expiresAt() {
        return Optional.ofNullable(knownExpiry);
    }
}
