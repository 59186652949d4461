package io.mailroom.worker.token;

import com.fasterxml.jackson.databind.JsonNode;
import io.mailroom.model.http.RetryAfter;
import io.mailroom.model.lease.LeaseProblem;
import io.mailroom.model.lease.LeaseRequest;
import io.mailroom.model.wire.LeaseJson;
import io.mailroom.model.wire.MailJson;
import io.mailroom.worker.health.DependencyHealth;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import org.eclipse.microprofile.rest.client.inject.RestClient;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Leases over HTTP. A reply's body holds a token: it is read here and kept nowhere, not even in an exception. */
@ApplicationScoped
public class RestLeaseService implements LeaseService {
    private static final Logger LOG = Logger.getLogger(RestLeaseService.class);

    private static final String PART = "auth-service";

    private final AuthServiceApi api;
    private final DependencyHealth health;
    private final Clock clock;

    RestLeaseService(@RestClient AuthServiceApi api, DependencyHealth health, Clock clock) {
        this.api = api;
        this.health = health;
        this.clock = clock;
    }

    @Override
    public TokenAnswer lease(LeaseRequest request) {
        try (Response response = api.lease(MailJson.bytes(LeaseJson.request(request)))) {
            TokenAnswer answer = response.getStatus() == 200
                    ? new TokenAnswer.Leased(LeaseJson.readReply(body(response)))
                    : problem(request, response);
            if (!(answer instanceof TokenAnswer.Unavailable)) {
                health.answered(PART);
            }
            return answer;
        } catch (RuntimeException | IOException e) {
            // No cause and no message: either may quote the reply.
            LOG.warnf(
                    "no lease, auth-service cannot be understood or reached connection=%s cause=%s",
                    request.connectionId(), e.getClass().getSimpleName());
            health.silent(PART, e.getClass().getSimpleName());
            return new TokenAnswer.Unavailable(null);
        }
    }

    private TokenAnswer problem(LeaseRequest request, Response response) throws IOException {
        int status = response.getStatus();
        if (status == 404 || status == 409) {
            Optional<LeaseProblem> problem = code(body(response));
            if (problem.isPresent()) {
                return new TokenAnswer.NotConnected(problem.get());
            }
        }
        String reason = status == 503 ? reason(response) : "";
        LOG.warnf("no lease for now connection=%s status=%d reason=%s", request.connectionId(), status, reason);
        health.silent(PART, (status + " " + reason).strip());
        return new TokenAnswer.Unavailable(retryAfter(response));
    }

    /** What auth-service itself lacks; a proxy on the way says nothing that is understood here. */
    private static String reason(Response response) {
        try {
            String code = body(response).path("code").asText();
            return code.matches("[A-Z_]{1,40}") ? code : "";
        } catch (IOException noProblem) {
            return "";
        }
    }

    private static Optional<LeaseProblem> code(JsonNode body) {
        String code = body.path("code").asText();
        return Arrays.stream(LeaseProblem.values())
                .filter(problem -> problem.name().equals(code))
                .findFirst();
    }

    private static JsonNode body(Response response) throws IOException {
        return MailJson.read(response.readEntity(byte[].class));
    }

    private @Nullable Duration retryAfter(Response response) {
        return RetryAfter.read(
                response.getHeaderString("Retry-After"), response.getHeaderString("Date"), clock.instant());
    }
}
