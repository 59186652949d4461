package io.mailroom.stack.erp;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mailroom.model.wire.MailJson;
import io.mailroom.stack.StackFailure;
import io.mailroom.stack.home.StackInfo;
import io.mailroom.stack.http.Http;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Optional;

/** auth-service as an ERP backend calls it. */
public record AuthApi(StackInfo stack) {
    private static final String SERVICE = "auth-service";

    /** A link for the user of the mailbox. Good for one opening. */
    public Invitation connect(String address) {
        return invitation(MailJson.object().put("mailboxHint", address));
    }

    /** A link for the user of an existing connection, to sign in again. Good for one opening. */
    public Invitation reconnect(String id) {
        return invitation(MailJson.object().put("connectionId", id));
    }

    private Invitation invitation(ObjectNode body) {
        body.put("returnUrl", stack.simulator().url() + "/");
        HttpRequest.Builder request = Http.json(request(""), body.toString());
        JsonNode reply = ApplicationToken.json(Http.send(SERVICE, request), "connect link", 201);
        return new Invitation(
                reply.required("connectionId").asText(),
                URI.create(reply.required("connectUrl").asText()));
    }

    /** All of this client. */
    public List<JsonNode> connections() {
        JsonNode reply = ApplicationToken.json(Http.send(SERVICE, request("")), "list of connections", 200);
        return reply.required("connections").valueStream().toList();
    }

    /** Empty if this client has no such connection. */
    public Optional<JsonNode> connection(String id) {
        HttpResponse<String> reply = Http.send(SERVICE, request("/" + Http.encoded(id)));
        return reply.statusCode() == 404
                ? Optional.empty()
                : Optional.of(ApplicationToken.json(reply, "such connection", 200));
    }

    /** The state of a connection of this client. */
    public String state(String id) {
        return connection(id)
                .map(connection -> connection.path("state").asText())
                .orElse("not there");
    }

    /** Ends a connection; its tokens are destroyed. */
    public void disconnect(String id) {
        HttpResponse<String> reply =
                Http.send(SERVICE, request("/" + Http.encoded(id)).DELETE());
        if (reply.statusCode() == 404) {
            throw unknown(id);
        }
        if (reply.statusCode() != 204) {
            throw new StackFailure("The connection was not ended: " + reply.statusCode() + ".");
        }
    }

    public static StackFailure unknown(String id) {
        return new StackFailure(
                "There is no connection '%s'; ./mailroom connections lists those there are.".formatted(id));
    }

    public record Invitation(String connectionId, URI link) {}

    private HttpRequest.Builder request(String path) {
        StackInfo.Client client = stack.client();
        return HttpRequest.newBuilder(URI.create(stack.authService().url() + "/api/connections" + path))
                .header("Authorization", "Bearer " + ApplicationToken.of(stack, client.id(), client.secret()));
    }
}
