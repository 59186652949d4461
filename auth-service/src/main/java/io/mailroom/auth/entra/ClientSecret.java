package io.mailroom.auth.entra;

import io.mailroom.model.secret.RevealSecrets;
import java.util.Objects;

/** What proves to the identity platform that Mailroom asks. It cannot print. */
public final class ClientSecret {
    private final String value;

    public ClientSecret(String value) {
        this.value = Objects.requireNonNull(value, "value");
    }

    String reveal(RevealSecrets access) {
        Objects.requireNonNull(access, "access");
        return value;
    }

    @Override
    public String toString() {
        return "ClientSecret[redacted]";
    }
}
