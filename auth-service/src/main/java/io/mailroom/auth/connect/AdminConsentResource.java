package io.mailroom.auth.connect;

import io.mailroom.auth.problem.Problem;
import io.mailroom.auth.problem.Refused;
import io.mailroom.model.id.ConnectionId;
import io.mailroom.model.wire.MailJson;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.jspecify.annotations.Nullable;

/** A client asks for a link that an administrator of the user's tenant can open. */
@Path("/api/connections/{id}/admin-consent")
@RolesAllowed("Mailroom.Client")
@RunOnVirtualThread
public class AdminConsentResource {
    private final Caller caller;
    private final ConnectDesk desk;

    @Inject
    AdminConsentResource(Caller caller, ConnectDesk desk) {
        this.caller = caller;
        this.desk = desk;
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Produces(MediaType.APPLICATION_JSON)
    public Response link(@PathParam("id") String id, byte @Nullable [] body) {
        Clients.Client client = caller.client();
        String returnUrl = ConnectRequest.returnUrl(body == null ? new byte[0] : body, client);
        ConnectDesk.Link link = desk.beginAdmin(client, checkedId(id), returnUrl);
        return Response.status(Response.Status.CREATED)
                .header("Cache-Control", "no-store")
                .entity(MailJson.text(MailJson.object()
                        .put("connectionId", link.connectionId().value())
                        .put("adminConsentUrl", desk.urlOf(link).toString())
                        .put("expiresAt", link.expiresAt().toString())))
                .build();
    }

    private static ConnectionId checkedId(String id) {
        try {
            return new ConnectionId(id);
        } catch (IllegalArgumentException e) {
            throw new Refused(Problem.unknownConnection());
        }
    }
}
