package io.mailroom.auth.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mailroom.auth.client.Caller;
import io.mailroom.auth.client.Clients.Client;
import io.mailroom.auth.consent.ConsentFlow;
import io.mailroom.auth.entra.Clouds;
import io.mailroom.auth.erase.Disconnect;
import io.mailroom.auth.problem.Problem;
import io.mailroom.auth.problem.Refused;
import io.mailroom.auth.store.Connections;
import io.mailroom.auth.store.RefusedConsents;
import io.mailroom.model.id.ClientName;
import io.mailroom.model.id.ConnectionId;
import io.mailroom.model.wire.MailJson;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.jspecify.annotations.Nullable;

/** A client asks for connections, sees its own, and ends them. */
@Path("/api/connections")
@RolesAllowed("Mailroom.Client")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class ConnectionsResource {
    private final Caller caller;
    private final ConsentFlow consent;
    private final Connections connections;
    private final RefusedConsents refusals;
    private final Disconnect disconnect;
    private final Clouds clouds;

    @Inject
    ConnectionsResource(
            Caller caller,
            ConsentFlow consent,
            Connections connections,
            RefusedConsents refusals,
            Disconnect disconnect,
            Clouds clouds) {
        this.caller = caller;
        this.consent = consent;
        this.connections = connections;
        this.refusals = refusals;
        this.disconnect = disconnect;
        this.clouds = clouds;
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    public Response connect(byte @Nullable [] body) {
        Client client = caller.client();
        ConsentFlow.Link link = consent.start(client, ConsentRequestReader.read(bytes(body), client, clouds));
        return created(link, "connectUrl");
    }

    /** A link that an administrator of the user's tenant can open. */
    @POST
    @Path("{id}/admin-consent")
    @Consumes(MediaType.APPLICATION_JSON)
    public Response askAdmin(@PathParam("id") String id, byte @Nullable [] body) {
        Client client = caller.client();
        String returnUrl = ConsentRequestReader.returnUrl(bytes(body), client);
        return created(consent.startAdmin(client, connectionId(id), returnUrl), "adminConsentUrl");
    }

    @GET
    public String list() {
        ClientName client = caller.client().name();
        ObjectNode reply = MailJson.object();
        var all = reply.putArray("connections");
        connections.list(client).forEach(connection -> all.add(ConnectionJson.of(connection)));
        refusals.list(client).forEach(refusal -> all.add(ConnectionJson.of(refusal)));
        return MailJson.text(reply);
    }

    @GET
    @Path("{id}")
    public String find(@PathParam("id") String id) {
        ClientName client = caller.client().name();
        ConnectionId known = connectionId(id);
        return MailJson.text(connections
                .find(client, known)
                .map(ConnectionJson::of)
                .or(() -> refusals.find(client, known).map(ConnectionJson::of))
                .orElseThrow(() -> new Refused(Problem.unknownConnection())));
    }

    /** Answers 204 also the second time. */
    @DELETE
    @Path("{id}")
    public void end(@PathParam("id") String id) {
        ClientName client = caller.client().name();
        if (!disconnect.run(client, connectionId(id))) {
            throw new Refused(Problem.unknownConnection());
        }
    }

    private Response created(ConsentFlow.Link link, String urlField) {
        ObjectNode reply = MailJson.object()
                .put("connectionId", link.connectionId().value())
                .put(urlField, consent.urlOf(link).toString())
                .put("expiresAt", link.expiresAt().toString());
        return Response.status(Response.Status.CREATED)
                .header("Cache-Control", "no-store")
                .entity(MailJson.text(reply))
                .build();
    }

    private static byte[] bytes(byte @Nullable [] body) {
        return body == null ? new byte[0] : body;
    }

    /** What cannot be an id is answered as an id that nobody has. */
    private static ConnectionId connectionId(String text) {
        try {
            return new ConnectionId(text);
        } catch (IllegalArgumentException e) {
            throw new Refused(Problem.unknownConnection());
        }
    }
}
