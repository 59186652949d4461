package io.mailroom.auth.limit;

import io.mailroom.auth.page.BrowserResponses;
import io.mailroom.auth.page.MessagePage;
import io.mailroom.auth.problem.Problem;
import io.mailroom.model.http.RetryAfter;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.http.HttpServerRequest;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import org.jspecify.annotations.Nullable;

/** Answers 429 with {@code Retry-After} (RFC 6585 section 4): a page to a browser, a problem to a client. */
@Singleton
public class RateLimitFilter {
    /** Not before it is needed: filters are made before the settings of this run are read. */
    private final Instance<RateLimits> limits;

    private final JsonWebToken token;
    private final MeterRegistry meters;

    @Inject
    RateLimitFilter(Instance<RateLimits> limits, JsonWebToken token, MeterRegistry meters) {
        this.limits = limits;
        this.token = token;
        this.meters = meters;
    }

    @ServerRequestFilter
    public @Nullable Response limit(ContainerRequestContext request, HttpServerRequest connection) {
        String path = request.getUriInfo().getPath();
        if (path.startsWith("/connect/") || path.equals("/callback")) {
            Duration wait = limits.get().admitBrowser(connection.remoteAddress().hostAddress());
            return wait == null ? null : page(wait);
        }
        if (path.startsWith("/api/connections") && request.getMethod().equals("POST")) {
            Duration wait = limits.get().admitLink(String.valueOf(token.getSubject()));
            return wait == null ? null : problem(wait);
        }
        return null;
    }

    private Response page(Duration wait) {
        count("browser");
        return Response.fromResponse(BrowserResponses.page(429, MessagePage.tooManyRequests()))
                .header("Retry-After", RetryAfter.write(wait))
                .build();
    }

    private Response problem(Duration wait) {
        count("client");
        return new Problem(429, "TOO_MANY_REQUESTS", "This client asks for too many links; wait.", null, wait)
                .toResponse();
    }

    private void count(String whom) {
        meters.counter("mailroom.limited", "whom", whom).increment();
    }
}
