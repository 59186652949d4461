package io.mailroom.model.secret;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Objects;

/**
 * A bearer token for Graph. It cannot print, is no record, and has neither equals nor hashCode, so whatever holds it is
 * safe to log; its text comes out only through {@link RevealSecrets}.
 */
public final class AccessToken {
    private final String value;

    public AccessToken(String value) {
        this.value = Objects.requireNonNull(value, "value");
        if (value.isEmpty()) {
            throw new IllegalArgumentException("an access token is never empty");
        }
    }

    /** The clear text, for the wire alone. */
    public String reveal(RevealSecrets access) {
        Objects.requireNonNull(access, "access");
        return value;
    }

    /** Also what Jackson writes, however it is configured: without this, a mapper that reads fields would print the token. */
    @JsonValue
    @Override
    public String toString() {
        return "AccessToken[redacted]";
    }
}
