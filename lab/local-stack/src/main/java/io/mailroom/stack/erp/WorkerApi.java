package io.mailroom.stack.erp;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.mailroom.stack.StackFailure;
import io.mailroom.stack.home.StackHome;
import io.mailroom.stack.home.StackInfo;
import io.mailroom.stack.secrets.StackSecrets;
import io.mailroom.stack.service.LabApps;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/** auth-service as a worker calls it, with a token of its own (RFC 6749 section 4.4). */
public final class WorkerApi {
    private static final HttpClient HTTP = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();

    private final StackInfo stack;
    private final StackSecrets secrets;

    public WorkerApi(StackInfo stack, StackHome home) {
        this.stack = stack;
        this.secrets = new StackSecrets(home);
    }

    /** A bearer token with the role of a worker, good for an hour. */
    public String token() {
        String form = "grant_type=client_credentials&client_id=" + LabApps.WORKER + "&client_secret="
                + secrets.workerSecret().reveal() + "&scope=api%3A%2F%2Fmailroom%2F.default";
        HttpResponse<String> reply =
                send(HttpRequest.newBuilder(URI.create(stack.client().tokenUrl()))
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(BodyPublishers.ofString(form)));
        try {
            return JsonMapper.builder()
                    .build()
                    .readTree(reply.body())
                    .required("access_token")
                    .asText();
        } catch (IOException | IllegalArgumentException e) {
            throw new StackFailure("There is no token for a worker: the answer was %d.".formatted(reply.statusCode()));
        }
    }

    /** The answer as it is. It may hold an access token. */
    public HttpResponse<String> lease(String connection, String token) {
        String body = "{\"connectionId\":\"%s\",\"client\":\"%s\"}"
                .formatted(connection, stack.client().name());
        return send(HttpRequest.newBuilder(URI.create(stack.authService().url() + "/internal/leases"))
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body)));
    }

    private static HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return HTTP.send(request.timeout(Duration.ofSeconds(40)).build(), BodyHandlers.ofString());
        } catch (IOException e) {
            throw new StackFailure("The stack does not answer. Run ./mailroom up.", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StackFailure("Interrupted while waiting for the stack.", e);
        }
    }
}
