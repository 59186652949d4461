package io.mailroom.auth.entra;

import io.mailroom.model.secret.RevealSecrets;
import java.util.Objects;

/** A code from the callback, good for one redemption within about ten minutes. It cannot print. */
public final class AuthorizationCode {
    private final String value;

    public AuthorizationCode(String value) {
        this.value = Objects.requireNonNull(value, "value");
    }

    String reveal(RevealSecrets access) {
        Objects.requireNonNull(access, "access");
        return value;
    }

    @Override
    public String toString() {
        return "AuthorizationCode[redacted]";
    }
}
