package io.mailroom.auth.disconnect;

import io.mailroom.auth.connect.Caller;
import io.mailroom.auth.problem.Problem;
import io.mailroom.auth.problem.Refused;
import io.mailroom.model.id.ClientName;
import io.mailroom.model.id.ConnectionId;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;

/** A client ends one of its connections. */
@Path("/api/connections")
@RolesAllowed("Mailroom.Client")
@RunOnVirtualThread
public class DisconnectResource {
    private final Caller caller;
    private final Disconnect disconnect;

    @Inject
    DisconnectResource(Caller caller, Disconnect disconnect) {
        this.caller = caller;
        this.disconnect = disconnect;
    }

    /** Answers 204 also the second time. */
    @DELETE
    @Path("{id}")
    public void end(@PathParam("id") String id) {
        ClientName client = caller.client().name();
        if (!disconnect.run(client, checkedId(id))) {
            throw new Refused(Problem.unknownConnection());
        }
    }

    private static ConnectionId checkedId(String id) {
        try {
            return new ConnectionId(id);
        } catch (IllegalArgumentException e) {
            throw new Refused(Problem.unknownConnection());
        }
    }
}
