package io.mailroom.auth.entra;

import io.mailroom.model.secret.RevealSecrets;
import java.util.Objects;

/** A signed statement of who signed in, not yet checked. It names a person, so it does not print either. */
public final class IdToken {
    private final String value;

    public IdToken(String value) {
        this.value = Objects.requireNonNull(value, "value");
    }

    String reveal(RevealSecrets access) {
        Objects.requireNonNull(access, "access");
        return value;
    }

    @Override
    public String toString() {
        return "IdToken[redacted]";
    }
}
