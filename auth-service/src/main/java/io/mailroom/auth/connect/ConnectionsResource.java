package io.mailroom.auth.connect;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mailroom.auth.entra.Clouds;
import io.mailroom.auth.problem.Problem;
import io.mailroom.auth.problem.Refused;
import io.mailroom.auth.store.Connections;
import io.mailroom.auth.store.StoredConnection;
import io.mailroom.model.id.ClientName;
import io.mailroom.model.id.ConnectionId;
import io.mailroom.model.wire.MailJson;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A client asks for connections and sees its own. */
@Path("/api/connections")
@RolesAllowed("Mailroom.Client")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class ConnectionsResource {
    private final Caller caller;
    private final ConnectDesk desk;
    private final Connections connections;
    private final Clouds clouds;
    private final RefusedConsents refused;

    @Inject
    ConnectionsResource(
            Caller caller, ConnectDesk desk, Connections connections, Clouds clouds, RefusedConsents refused) {
        this.caller = caller;
        this.desk = desk;
        this.connections = connections;
        this.clouds = clouds;
        this.refused = refused;
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    public Response connect(byte @Nullable [] body) {
        Clients.Client client = caller.client();
        ConnectDesk.Link link =
                desk.begin(client, ConnectRequest.read(body == null ? new byte[0] : body, client, clouds));
        ObjectNode reply = MailJson.object()
                .put("connectionId", link.connectionId().value())
                .put("connectUrl", desk.urlOf(link).toString())
                .put("expiresAt", link.expiresAt().toString());
        return Response.status(Response.Status.CREATED)
                .header("Cache-Control", "no-store")
                .entity(MailJson.text(reply))
                .build();
    }

    @GET
    public String list() {
        ClientName client = caller.client().name();
        ObjectNode reply = MailJson.object();
        var all = reply.putArray("connections");
        connections.list(client).forEach(connection -> all.add(json(connection)));
        refused.list(client).forEach(all::add);
        return MailJson.text(reply);
    }

    @GET
    @Path("{id}")
    public String one(@PathParam("id") String id) {
        ClientName client = caller.client().name();
        ConnectionId known = checkedId(id).orElseThrow(() -> new Refused(Problem.unknownConnection()));
        return MailJson.text(connections
                .find(client, known)
                .map(ConnectionsResource::json)
                .or(() -> refused.read(client, known).map(RefusedConsents::json))
                .orElseThrow(() -> new Refused(Problem.unknownConnection())));
    }

    private static Optional<ConnectionId> checkedId(String id) {
        try {
            return Optional.of(new ConnectionId(id));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static ObjectNode json(StoredConnection connection) {
        ObjectNode json = MailJson.object()
                .put("connectionId", connection.id().value())
                .put("state", connection.state().name());
        put(json, "reason", connection.reason());
        json.put("mailbox", connection.mailbox().value());
        put(json, "displayName", connection.displayName());
        json.put("tenantId", connection.tenantId())
                .put("cloud", connection.cloud())
                .put("createdAt", connection.createdAt().toString())
                .put("changedAt", connection.changedAt().toString());
        if (connection.aadsts() != null) {
            json.put("aadsts", connection.aadsts());
        }
        put(json, "nextStep", connection.nextStep());
        return json;
    }

    private static void put(ObjectNode json, String field, @Nullable String value) {
        if (value != null) {
            json.put(field, value);
        }
    }
}
