package io.mailroom.auth.consent;

import io.mailroom.auth.audit.Audit;
import io.mailroom.auth.audit.AuditEvent;
import io.mailroom.auth.crypt.OneTimeSecret;
import io.mailroom.auth.page.Browser;
import io.mailroom.auth.page.Notice;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.PermitAll;
import jakarta.inject.Inject;
import jakarta.ws.rs.CookieParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HEAD;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A person opens the link. */
@Path("/connect/{link}")
@PermitAll
@RunOnVirtualThread
public class LinkResource {
    private final PendingConsents consents;
    private final Audit audit;

    @Inject
    LinkResource(PendingConsents consents, Audit audit) {
        this.consents = consents;
        this.audit = audit;
    }

    @GET
    public Response open(@PathParam("link") String link, @CookieParam(Browser.COOKIE) @Nullable String cookie) {
        OneTimeSecret secret = OneTimeSecret.parse(link).orElse(null);
        if (secret == null) {
            return Browser.page(410, Notice.linkSpent());
        }
        OneTimeSecret browser = OneTimeSecret.parse(cookie).orElseGet(OneTimeSecret::random);
        return switch (consents.open(secret, browser)) {
            case Opening.Opened opened -> {
                audit.record(AuditEvent.LINK_OPENED, Map.of());
                yield Browser.redirect(opened.target(), opened.browser());
            }
            case Opening.Spent() -> Browser.page(410, Notice.linkSpent());
            case Opening.Expired() -> Browser.page(410, Notice.linkExpired());
        };
    }

    /** Previews of mail and chat programs look without opening: they must not spend the link. */
    @HEAD
    public Response look() {
        return Response.noContent().build();
    }
}
