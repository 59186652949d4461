package io.mailroom.auth.lease;

import io.mailroom.auth.audit.Audit;
import io.mailroom.auth.audit.AuditEvent;
import io.mailroom.auth.problem.Problem;
import io.mailroom.auth.problem.Refused;
import io.mailroom.model.lease.LeaseProblem;
import io.mailroom.model.lease.LeaseRequest;
import io.mailroom.model.wire.LeaseJson;
import io.mailroom.model.wire.MailJson;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Where workers borrow tokens. The only answer of this service that holds a token in clear. */
@Path("/internal/leases")
@RolesAllowed("Mailroom.Worker")
@RunOnVirtualThread
public class LeaseResource {
    private final TokenLeases tokenLeases;
    private final MeterRegistry meters;
    private final Audit audit;

    @Inject
    LeaseResource(TokenLeases tokenLeases, MeterRegistry meters, Audit audit) {
        this.tokenLeases = tokenLeases;
        this.meters = meters;
        this.audit = audit;
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Produces(MediaType.APPLICATION_JSON)
    public Response lease(byte @Nullable [] body) {
        LeaseRequest request = read(body);
        return switch (tokenLeases.lease(request)) {
            case LeaseAnswer.Leased(var reply) -> {
                count("LEASED");
                audit.record(
                        AuditEvent.LEASED, Map.of("connection", request.connectionId(), "client", request.client()));
                yield Response.ok(MailJson.text(LeaseJson.reply(reply)))
                        .header("Cache-Control", "no-store")
                        .build();
            }
            case LeaseAnswer.Refused(LeaseProblem problem, Duration retryAfter) -> {
                count(problem.name());
                yield problem(problem, retryAfter).toResponse();
            }
        };
    }

    private void count(String outcome) {
        meters.counter("mailroom.leases", "outcome", outcome).increment();
    }

    private static LeaseRequest read(byte @Nullable [] body) {
        try {
            return LeaseJson.readRequest(MailJson.read(body == null ? new byte[0] : body));
        } catch (IOException | IllegalArgumentException e) {
            throw new Refused(new Problem(400, "MALFORMED_REQUEST", "A lease needs connectionId and client."));
        }
    }

    private static Problem problem(LeaseProblem problem, @Nullable Duration retryAfter) {
        return switch (problem) {
            case CONNECTION_UNKNOWN -> Problem.unknownConnection();
            case RECONNECT_REQUIRED -> of(409, problem, "The owner of the mailbox must sign in again.", retryAfter);
            case ADMIN_REQUIRED -> of(409, problem, "An administrator of the tenant must act.", retryAfter);
            case DISCONNECTED -> of(409, problem, "The connection was ended.", null);
            case TOKEN_REFUSED -> of(409, problem, "Microsoft refuses the token though it is new.", retryAfter);
            case OPERATOR_FAULT -> of(503, problem, "Mailroom's registration is at fault.", atLeast(retryAfter));
            case IDENTITY_UNAVAILABLE ->
                of(503, problem, "The identity platform does not answer now.", atLeast(retryAfter));
        };
    }

    private static Problem of(int status, LeaseProblem problem, String detail, @Nullable Duration retryAfter) {
        return new Problem(status, problem.name(), detail, null, retryAfter);
    }

    private static Duration atLeast(@Nullable Duration retryAfter) {
        return retryAfter == null ? Duration.ofSeconds(1) : retryAfter;
    }
}
