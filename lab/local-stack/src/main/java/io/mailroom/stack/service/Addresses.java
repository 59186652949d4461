package io.mailroom.stack.service;

/**
 * Who is reached where. Browsers hold a Secure cookie over plain HTTP only for {@code localhost}, so that is the name
 * wherever a browser goes.
 */
public record Addresses(int simulatorPort, int authPort, String bootstrapServers) {
    /** Operators' own tenant: it issues the tokens of ERP backends and workers. */
    public static final String OPERATOR_TENANT = "6f1d0c3a-0000-4000-8000-00000000a001";

    public String simulator() {
        return "http://localhost:" + simulatorPort;
    }

    public String lab() {
        return simulator() + "/_lab";
    }

    public String issuer() {
        return simulator() + "/" + OPERATOR_TENANT + "/v2.0";
    }

    public String tokenUrl() {
        return simulator() + "/" + OPERATOR_TENANT + "/oauth2/v2.0/token";
    }

    public String authService() {
        return "http://localhost:" + authPort;
    }

    /** Where a browser lands when a mailbox is connected: the page with the mailboxes. */
    public String returnUrl() {
        return simulator() + "/";
    }
}
