package io.mailroom.auth.page;

import io.mailroom.auth.crypt.OneTimeSecret;
import io.mailroom.model.secret.RevealSecrets;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;

/**
 * Answers for a person's browser. None is stored by a cache, none tells the next site where it came from, and a page may
 * load nothing but its own style sheet.
 */
public final class BrowserResponses {
    /** {@code __Host-} binds it to this very host (RFC 6265bis section 4.1.3.2); it says nothing about anybody. */
    public static final String COOKIE = "__Host-mailroom-consent";

    private static final int COOKIE_SECONDS = 3600;
    private static final String POLICY =
            "default-src 'none'; style-src 'self'; base-uri 'none'; form-action 'none';" + " frame-ancestors 'none'";

    private BrowserResponses() {}

    public static Response redirect(URI target) {
        return withHeaders(Response.status(Response.Status.FOUND).location(target))
                .build();
    }

    public static Response redirect(URI target, OneTimeSecret browser) {
        String cookie = COOKIE + "=" + browser.reveal(RevealSecrets.forTheWire())
                + "; Path=/; Secure; HttpOnly; SameSite=Lax; Max-Age=" + COOKIE_SECONDS;
        return withHeaders(
                        Response.status(Response.Status.FOUND).location(target).header("Set-Cookie", cookie))
                .build();
    }

    public static Response page(int status, MessagePage page) {
        return withHeaders(Response.status(status)
                        .type(MediaType.TEXT_HTML_TYPE.withCharset("UTF-8"))
                        .entity(page.render()))
                .build();
    }

    private static Response.ResponseBuilder withHeaders(Response.ResponseBuilder response) {
        return response.header("Cache-Control", "no-store")
                .header("Referrer-Policy", "no-referrer")
                .header("X-Content-Type-Options", "nosniff")
                .header("Content-Security-Policy", POLICY);
    }
}
