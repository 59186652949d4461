package io.mailroom.auth.crypt;

import io.mailroom.model.secret.RevealSecrets;
import java.util.Objects;

/** The long-lived half of a grant. It cannot print, is no record, and has neither equals nor hashCode. */
public final class RefreshToken {
    private final String value;

    public RefreshToken(String value) {
        this.value = Objects.requireNonNull(value, "value");
    }

    /** The clear text, for the token endpoint alone. */
    public String reveal(RevealSecrets access) {
        Objects.requireNonNull(access, "access");
        return value;
    }

    @Override
    public String toString() {
        return "RefreshToken[redacted]";
    }
}
