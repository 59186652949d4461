package io.mailroom.m365.entra;

import java.util.Optional;

/** The identity platform says no; answered once, at its edge. */
public final class EntraRefusal extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient AadError error;
    private final transient Optional<String> suberror;

    EntraRefusal(AadError error) {
        this(error, Optional.empty());
    }

    EntraRefusal(AadError error, Optional<String> suberror) {
        super("AADSTS" + error.number(), null, false, false);
        this.error = error;
        this.suberror = suberror;
    }

    static EntraRefusal of(int number) {
        return new EntraRefusal(AadError.of(number));
    }

    public static EntraRefusal of(int number, String text) {
        return new EntraRefusal(AadError.of(number, text));
    }

    static EntraRefusal missing(String parameter) {
        return of(900144, "The request body must contain the following parameter: '" + parameter + "'.");
    }

    public AadError error() {
        return error;
    }

    public Optional<String> suberror() {
        return suberror;
    }
}
