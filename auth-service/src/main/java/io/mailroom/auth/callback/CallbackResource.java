package io.mailroom.auth.callback;

import io.mailroom.auth.page.BrowserResponses;
import io.mailroom.auth.page.MessagePage;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.PermitAll;
import jakarta.inject.Inject;
import jakarta.ws.rs.CookieParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HEAD;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/** Where the identity platform sends the browser back to. */
@Path("/callback")
@PermitAll
@RunOnVirtualThread
public class CallbackResource {
    private final Callback callback;

    @Inject
    CallbackResource(Callback callback) {
        this.callback = callback;
    }

    @GET
    public Response callback(
            @QueryParam("state") @Nullable String state,
            @QueryParam("code") @Nullable String code,
            @QueryParam("error") @Nullable String error,
            @QueryParam("error_description") @Nullable String description,
            @QueryParam("admin_consent") @Nullable String adminConsent,
            @CookieParam(BrowserResponses.COOKIE) @Nullable String cookie) {
        return switch (callback.handle(CallbackParams.read(state, cookie, code, error, description, adminConsent))) {
            case ConsentOutcome.Granted(var id, String returnUrl) ->
                BrowserResponses.redirect(with(returnUrl, "connectionId=" + id + "&status=connected"));
            case ConsentOutcome.AdminGranted(var id, String returnUrl) ->
                BrowserResponses.redirect(with(returnUrl, "connectionId=" + id + "&status=admin_consented"));
            case ConsentOutcome.Denied(var id, String reason, String returnUrl) ->
                BrowserResponses.redirect(with(returnUrl, "connectionId=" + id + "&error=" + reason));
            case ConsentOutcome.Forged() -> BrowserResponses.page(400, MessagePage.consentForged());
            case ConsentOutcome.Expired() -> BrowserResponses.page(410, MessagePage.consentExpired());
        };
    }

    /** Whoever only looks must not consume the state. */
    @HEAD
    public Response head() {
        return Response.noContent().build();
    }

    private static URI with(String returnUrl, String query) {
        return URI.create(returnUrl + (returnUrl.indexOf('?') < 0 ? '?' : '&') + query);
    }
}
