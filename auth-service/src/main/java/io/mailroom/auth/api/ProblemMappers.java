package io.mailroom.auth.api;

import io.mailroom.auth.problem.Problem;
import io.mailroom.auth.problem.Refused;
import io.mailroom.auth.store.DatabaseUnavailable;
import io.quarkus.security.ForbiddenException;
import io.quarkus.security.UnauthorizedException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Every way in which a request ends badly, as a problem. */
public class ProblemMappers {
    private static final Logger LOG = Logger.getLogger(ProblemMappers.class);

    @ServerExceptionMapper
    public Response refused(Refused e) {
        return e.problem().toResponse();
    }

    @ServerExceptionMapper
    public Response unauthorized(UnauthorizedException e) {
        Response problem = new Problem(401, "UNAUTHORIZED", "This call needs a bearer token.").toResponse();
        return Response.fromResponse(problem)
                .header("WWW-Authenticate", "Bearer")
                .build();
    }

    @ServerExceptionMapper
    public Response forbidden(ForbiddenException e) {
        return new Problem(403, "FORBIDDEN", "This token has not the role that this call needs.").toResponse();
    }

    /** No resource, no method, no such media type: the framework knows the status. */
    @ServerExceptionMapper
    public Response refusedByRouting(WebApplicationException e) {
        int status = e.getResponse().getStatus();
        return switch (status) {
            case 404 -> new Problem(404, "NOT_FOUND", "There is nothing here.").toResponse();
            case 415 -> new Problem(415, "MEDIA_TYPE", "The body must be application/json.").toResponse();
            default -> new Problem(status, "NOT_POSSIBLE", "This cannot be asked here in this way.").toResponse();
        };
    }

    /** Whoever asks again a little later is answered. */
    private static Response storeAway() {
        return new Problem(
                        503,
                        "STORE_UNAVAILABLE",
                        "Mailroom's database does not answer now; try again.",
                        null,
                        Duration.ofSeconds(1))
                .toResponse();
    }

    /** The trace names classes and lines; its message stays out, for it may quote what was sent or stored. */
    @ServerExceptionMapper
    public Response failed(Throwable e) {
        if (DatabaseUnavailable.is(e)) {
            LOG.warnf("the database does not answer error=%s", e.getClass().getName());
            return storeAway();
        }
        StackTraceElement[] trace = e.getStackTrace();
        LOG.errorf(
                "request failed error=%s at=%s",
                e.getClass().getName(), trace.length == 0 ? "unknown" : trace[0].toString());
        return new Problem(500, "INTERNAL", "Mailroom could not answer; its log says why.").toResponse();
    }
}
