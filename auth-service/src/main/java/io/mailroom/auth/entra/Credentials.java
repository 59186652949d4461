package io.mailroom.auth.entra;

import io.mailroom.model.secret.RevealSecrets;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** How Mailroom proves who it is: {@code client_secret_post}. The secret is URL-encoded like every other field. */
@Singleton
class Credentials {
    private final EntraConfig config;

    @Inject
    Credentials(EntraConfig config) {
        this.config = config;
    }

    String clientId() {
        return config.clientId();
    }

    void addTo(Form form) {
        form.add("client_id", config.clientId()).add("client_secret", secret().reveal(RevealSecrets.forTheWire()));
    }

    /** @throws IllegalStateException if there is none */
    ClientSecret secret() {
        return config.clientSecretFile()
                .map(Credentials::read)
                .or(() -> config.clientSecret().map(ClientSecret::new))
                .orElseThrow(() -> new IllegalStateException(
                        "neither mailroom.entra.client-secret-file" + " nor mailroom.entra.client-secret is set"));
    }

    private static ClientSecret read(Path file) {
        try {
            return new ClientSecret(Files.readString(file).strip());
        } catch (IOException e) {
            throw new IllegalStateException("the client secret file " + file + " cannot be read", e);
        }
    }
}
