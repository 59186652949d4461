package io.mailroom.auth.consent;

import io.mailroom.auth.audit.Audit;
import io.mailroom.auth.audit.AuditEvent;
import io.mailroom.auth.crypt.OneTimeSecret;
import io.mailroom.auth.page.BrowserResponses;
import io.mailroom.auth.page.MessagePage;
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
    private final ConsentLinks links;
    private final Audit audit;

    @Inject
    LinkResource(ConsentLinks links, Audit audit) {
        this.links = links;
        this.audit = audit;
    }

    @GET
    public Response open(
            @PathParam("link") String link, @CookieParam(BrowserResponses.COOKIE) @Nullable String cookie) {
        OneTimeSecret secret = OneTimeSecret.parse(link).orElse(null);
        if (secret == null) {
            return BrowserResponses.page(410, MessagePage.linkSpent());
        }
        OneTimeSecret browser = OneTimeSecret.parse(cookie).orElseGet(OneTimeSecret::random);
        return switch (links.open(secret, browser)) {
            case LinkOpened.Redirect redirect -> {
                audit.record(AuditEvent.LINK_OPENED, Map.of());
                yield BrowserResponses.redirect(redirect.target(), browser);
            }
            case LinkOpened.Spent() -> BrowserResponses.page(410, MessagePage.linkSpent());
            case LinkOpened.Expired() -> BrowserResponses.page(410, MessagePage.linkExpired());
        };
    }

    /** Previews of mail and chat programs look without opening: they must not spend the link. */
    @HEAD
    public Response head() {
        return Response.noContent().build();
    }
}
