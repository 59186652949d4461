package io.mailroom.auth.client;

import io.mailroom.auth.problem.Problem;
import io.mailroom.auth.problem.Refused;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import org.eclipse.microprofile.jwt.JsonWebToken;

/** Which client is calling: its token says so, nothing in the request does. */
@RequestScoped
public class Caller {
    private final JsonWebToken token;
    private final Clients clients;

    @Inject
    public Caller(JsonWebToken token, Clients clients) {
        this.token = token;
        this.clients = clients;
    }

    /** @throws Refused if the token belongs to no registered client */
    public Clients.Client client() {
        Object azp = token.claim("azp").orElseGet(() -> token.claim("appid").orElse(null));
        return clients.byClientId(azp == null ? null : azp.toString())
                .orElseThrow(() -> new Refused(new Problem(
                        403, "CLIENT_UNKNOWN", "The application in this token is not registered as a client.")));
    }
}
