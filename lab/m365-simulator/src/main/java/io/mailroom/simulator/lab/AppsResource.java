package io.mailroom.simulator.lab;

import io.mailroom.m365.M365Model;
import io.mailroom.m365.directory.AppRegistration;
import io.mailroom.m365.entra.AppRules;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code /_lab/apps}: the app registrations. */
@Path("/_lab/apps")
@RunOnVirtualThread
public class AppsResource {
    private final M365Model model;

    AppsResource(M365Model model) {
        this.model = model;
    }

    /** What is not given is empty; the tenant is an id or a domain. */
    public record Registration(
            @Nullable String displayName,
            @Nullable List<String> secrets,
            @Nullable List<String> expiredSecrets,
            @Nullable List<String> certificates,
            @Nullable List<String> redirectUris,
            @Nullable List<String> roles,
            @Nullable String tenant,
            boolean multiTenant) {}

    @GET
    public List<AppRegistration> list() {
        return model.apps().all();
    }

    @PUT
    @Path("{clientId}")
    public AppRegistration put(@PathParam("clientId") String clientId, Registration given) {
        String tenant = given.tenant();
        if (tenant == null) {
            throw new IllegalArgumentException("tenant is missing");
        }
        AppRegistration app = new AppRegistration(
                clientId,
                given.displayName() == null ? clientId : given.displayName(),
                list(given.secrets()),
                list(given.expiredSecrets()),
                list(given.certificates()),
                list(given.redirectUris()),
                list(given.roles()),
                model.tenants().findOrCreate(tenant).id(),
                given.multiTenant());
        AppRules.check(app);
        model.apps().put(app);
        return app;
    }

    private static List<String> list(@Nullable List<String> values) {
        return values == null ? List.of() : List.copyOf(values);
    }

    @DELETE
    @Path("{clientId}")
    public void remove(@PathParam("clientId") String clientId) {
        model.apps().remove(clientId);
    }
}
