package io.mailroom.simulator.graph.odata;

/** A query option that Graph refuses with 400. */
public final class BadQuery extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String code;

    public BadQuery(String code, String message) {
        super(message, null, false, false);
        this.code = code;
    }

    static BadQuery syntax(String message) {
        return new BadQuery("BadRequest", message);
    }

    static BadQuery unknownProperty(String name) {
        return new BadQuery(
                "RequestBroker--ParseUri",
                "Could not find a property named '" + name + "' on type 'microsoft.graph.message'.");
    }

    public String code() {
        return code;
    }

    public String text() {
        return String.valueOf(getMessage());
    }
}
