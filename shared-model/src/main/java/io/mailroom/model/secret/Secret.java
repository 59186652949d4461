package io.mailroom.model.secret;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Objects;

/**
 * Text that must not be told. It cannot print, and has neither equals nor hashCode, so whatever holds it is safe to log; its
 * text comes out only through {@link RevealSecrets}. Each kind of secret is a final class of its own, so that one cannot be
 * taken for another, and no record.
 */
public abstract class Secret {
    private final String value;

    protected Secret(String value) {
        this.value = Objects.requireNonNull(value, "value");
    }

    /** The clear text, for a wire or a cipher alone. */
    public final String reveal(RevealSecrets access) {
        Objects.requireNonNull(access, "access");
        return value;
    }

    /** Also what Jackson writes, however it is configured: without this, a mapper that reads fields would print the secret. */
    @JsonValue
    @Override
    public final String toString() {
        return getClass().getSimpleName() + "[redacted]";
    }
}
