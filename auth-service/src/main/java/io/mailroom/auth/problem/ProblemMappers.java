package io.mailroom.auth.problem;

import io.quarkus.security.ForbiddenException;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.NotSupportedException;
import jakarta.ws.rs.core.Response;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Every way in which a request ends badly, as a problem. */
class ProblemMappers {
    private static final Logger LOG = Logger.getLogger(ProblemMappers.class);

    @ServerExceptionMapper
    Response refused(Refused e) {
        return e.problem().toResponse();
    }

    @ServerExceptionMapper
    Response forbidden(ForbiddenException e) {
        return new Problem(403, "FORBIDDEN", "This token has not the role that this call needs.").toResponse();
    }

    @ServerExceptionMapper
    Response notFound(NotFoundException e) {
        return new Problem(404, "NOT_FOUND", "There is nothing here.").toResponse();
    }

    @ServerExceptionMapper
    Response notSupported(NotSupportedException e) {
        return new Problem(415, "MEDIA_TYPE", "The body must be application/json.").toResponse();
    }

    /** The trace names classes and lines; its message stays out, for it may quote what was sent or stored. */
    @ServerExceptionMapper
    Response failed(RuntimeException e) {
        StackTraceElement[] trace = e.getStackTrace();
        LOG.errorf(
                "request failed error=%s at=%s",
                e.getClass().getName(), trace.length == 0 ? "unknown" : trace[0].toString());
        return new Problem(500, "INTERNAL", "Mailroom could not answer; its log says why.").toResponse();
    }
}
