package io.mailroom.auth.erase;

import io.mailroom.auth.client.Caller;
import io.mailroom.auth.problem.Problem;
import io.mailroom.auth.problem.Refused;
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
import org.jspecify.annotations.Nullable;

/**
 * A client answers a person who asks what is held of them, or who wants it gone (GDPR articles 15 and 17). An address
 * stands in the body, never in a URL.
 */
@Path("/api")
@RolesAllowed("Mailroom.Client")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class PersonalDataResource {
    private final Caller caller;
    private final PersonalData data;

    @Inject
    PersonalDataResource(Caller caller, PersonalData data) {
        this.caller = caller;
        this.data = data;
    }

    @POST
    @Path("exports")
    @Consumes(MediaType.APPLICATION_JSON)
    public Response export(byte @Nullable [] body) {
        return Response.ok(MailJson.text(data.export(caller.client().name(), Person.read(body))))
                .header("Cache-Control", "no-store")
                .build();
    }

    /** Answers with a receipt also if nothing was held: then it says so. */
    @POST
    @Path("erasures")
    @Consumes(MediaType.APPLICATION_JSON)
    public Response erase(byte @Nullable [] body) {
        return Response.status(Response.Status.CREATED)
                .header("Cache-Control", "no-store")
                .entity(MailJson.text(data.erase(caller.client().name(), Person.read(body))))
                .build();
    }

    @GET
    @Path("erasures/{id}")
    public String receipt(@PathParam("id") String id) {
        return data.receipt(caller.client().name(), id)
                .orElseThrow(() ->
                        new Refused(new Problem(404, "RECEIPT_UNKNOWN", "There is no such receipt of this client.")));
    }
}
