package io.mailroom.stack.erp;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mailroom.stack.StackFailure;
import io.mailroom.stack.home.StackInfo;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;

/** auth-service as an ERP backend calls it, with a token of its own (OAuth 2.0 client credentials, RFC 6749 4.4). */
public final class AuthApi {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final HttpClient HTTP = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();
    private final StackInfo stack;

    public AuthApi(StackInfo stack) {
        this.stack = stack;
    }

    /** A link for the user of the mailbox. Good for one opening. */
    public Invitation connect(String address) {
        return invitation(JSON.createObjectNode().put("mailboxHint", address));
    }

    /** A link for the user of an existing connection, to sign in again. Good for one opening. */
    public Invitation reconnect(String id) {
        return invitation(JSON.createObjectNode().put("connectionId", id));
    }

    private Invitation invitation(ObjectNode body) {
        body.put("returnUrl", stack.simulator().url() + "/");
        HttpRequest.Builder request = request("/api/connections")
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body.toString()));
        JsonNode reply = json(send("auth-service", request), "a connect link", 201);
        return new Invitation(
                reply.required("connectionId").asText(),
                URI.create(reply.required("connectUrl").asText()));
    }

    /** Empty if this client has no such connection. */
    public Optional<JsonNode> connection(String id) {
        HttpResponse<String> reply = send(
                "auth-service",
                request("/api/connections/" + URLEncoder.encode(id, StandardCharsets.UTF_8))
                        .GET());
        return reply.statusCode() == 404 ? Optional.empty() : Optional.of(json(reply, "the connection", 200));
    }

    /** Ends a connection; its tokens are destroyed. */
    public void disconnect(String id) {
        HttpResponse<String> reply = send(
                "auth-service",
                request("/api/connections/" + URLEncoder.encode(id, StandardCharsets.UTF_8))
                        .DELETE());
        if (reply.statusCode() != 204) {
            throw new StackFailure("The connection was not ended: " + reply.statusCode() + ".");
        }
    }

    public record Invitation(String connectionId, URI link) {}

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(stack.authService().url() + path))
                .header("Authorization", "Bearer " + token());
    }

    private String token() {
        StackInfo.Client client = stack.client();
        String form = "grant_type=client_credentials&client_id=" + encoded(client.id()) + "&client_secret="
                + encoded(client.secret()) + "&scope=" + encoded("api://mailroom/.default");
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(client.tokenUrl()))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(form));
        return json(send("The simulator", request), "a token", 200)
                .required("access_token")
                .asText();
    }

    private static HttpResponse<String> send(String who, HttpRequest.Builder request) {
        try {
            return HTTP.send(request.timeout(Duration.ofSeconds(30)).build(), BodyHandlers.ofString());
        } catch (IOException e) {
            throw new StackFailure(who + " does not answer. Run ./mailroom up.", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StackFailure("Interrupted while waiting for " + who + ".", e);
        }
    }

    /** The body of a refusal may hold anything; only its machine-readable code is repeated. */
    private static JsonNode json(HttpResponse<String> reply, String what, int expected) {
        try {
            JsonNode body = JSON.readTree(reply.body());
            if (reply.statusCode() != expected) {
                String code = body.path("code").asText(body.path("error").asText(""));
                throw new StackFailure(
                        "There is no %s: it was refused with %d %s.".formatted(what, reply.statusCode(), code));
            }
            return body;
        } catch (IOException e) {
            throw new StackFailure("There is no %s: the answer was %d.".formatted(what, reply.statusCode()));
        }
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
