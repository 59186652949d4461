package io.mailroom.worker.token;

import io.quarkus.oidc.client.filter.OidcClientFilter;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.rest.client.inject.RegisterRestClient;

/** auth-service's internal endpoints, called as a worker by OIDC client credentials (RFC 6749 section 4.4). */
@RegisterRestClient(configKey = "auth-service")
@OidcClientFilter
@Path("/internal")
public interface AuthServiceApi {
    @POST
    @Path("/leases")
    @Consumes(MediaType.APPLICATION_JSON)
    @Produces({MediaType.APPLICATION_JSON, "application/problem+json"})
    Response lease(byte[] request);
}
