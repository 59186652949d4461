package io.mailroom.stack.erp;

import io.mailroom.stack.home.StackHome;
import io.mailroom.stack.home.StackInfo;
import io.mailroom.stack.http.Http;
import io.mailroom.stack.secrets.StackSecrets;
import io.mailroom.stack.service.LabApps;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;

/** auth-service as a worker calls it. */
public record WorkerApi(StackInfo stack, StackHome home) {
    /** A bearer token with the role of a worker, good for an hour. */
    public String token() {
        return ApplicationToken.of(
                stack, LabApps.WORKER, new StackSecrets(home).workerSecret().reveal());
    }

    /** The answer as it is. It may hold an access token. */
    public HttpResponse<String> lease(String connection, String token) {
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        URI.create(stack.authService().url() + "/internal/leases"))
                .header("Authorization", "Bearer " + token);
        return Http.send(
                "auth-service",
                Http.json(
                        request,
                        "{\"connectionId\":\"%s\",\"client\":\"%s\"}"
                                .formatted(connection, stack.client().name())));
    }
}
