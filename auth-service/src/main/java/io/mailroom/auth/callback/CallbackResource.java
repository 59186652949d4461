package io.mailroom.auth.callback;

import io.mailroom.auth.page.Browser;
import io.mailroom.auth.page.Notice;
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
    public Response back(
            @QueryParam("state") @Nullable String state,
            @QueryParam("code") @Nullable String code,
            @QueryParam("error") @Nullable String error,
            @QueryParam("error_description") @Nullable String description,
            @QueryParam("admin_consent") @Nullable String adminConsent,
            @CookieParam(Browser.COOKIE) @Nullable String cookie) {
        return switch (callback.judge(CallbackParams.read(state, cookie, code, error, description, adminConsent))) {
            case ConsentReply.Granted(var id, String returnUrl) ->
                Browser.redirect(with(returnUrl, "connectionId=" + id + "&status=connected"));
            case ConsentReply.AdminGranted(var id, String returnUrl) ->
                Browser.redirect(with(returnUrl, "connectionId=" + id + "&status=admin_consented"));
            case ConsentReply.Denied(var id, String reason, String returnUrl) ->
                Browser.redirect(with(returnUrl, "connectionId=" + id + "&error=" + reason));
            case ConsentReply.Forged() -> Browser.page(400, Notice.consentForged());
            case ConsentReply.Expired() -> Browser.page(410, Notice.consentExpired());
        };
    }

    /** A look must not burn the state. */
    @HEAD
    public Response look() {
        return Response.noContent().build();
    }

    private static URI with(String returnUrl, String query) {
        return URI.create(returnUrl + (returnUrl.indexOf('?') < 0 ? '?' : '&') + query);
    }
}
