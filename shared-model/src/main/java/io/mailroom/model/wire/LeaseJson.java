package io.mailroom.model.wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mailroom.model.id.ClientName;
import io.mailroom.model.id.ConnectionId;
import io.mailroom.model.id.MailboxAddress;
import io.mailroom.model.lease.LeaseReply;
import io.mailroom.model.lease.LeaseRequest;
import io.mailroom.model.secret.AccessToken;
import io.mailroom.model.secret.RevealSecrets;
import io.mailroom.model.secret.TokenFingerprint;
import java.net.URI;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.function.Function;

/** The body of a lease in both directions. The reply's JSON holds a token in clear: it goes onto the wire and nowhere else. */
public final class LeaseJson {
    private static final String REFUSED_TOKEN = "refusedToken";

    private LeaseJson() {}

    public static ObjectNode request(LeaseRequest request) {
        ObjectNode json = MailJson.object()
                .put("connectionId", request.connectionId().value())
                .put("client", request.client().value());
        TokenFingerprint refused = request.refusedToken();
        return refused == null ? json : json.put(REFUSED_TOKEN, refused.value());
    }

    /** @throws IllegalArgumentException if a field is absent or impossible */
    public static LeaseRequest readRequest(JsonNode json) {
        return new LeaseRequest(
                new ConnectionId(required(json, "connectionId")),
                new ClientName(required(json, "client")),
                json.has(REFUSED_TOKEN) ? new TokenFingerprint(required(json, REFUSED_TOKEN)) : null);
    }

    public static ObjectNode reply(LeaseReply reply) {
        return MailJson.object()
                .put("accessToken", reply.accessToken().reveal(RevealSecrets.forTheWire()))
                .put("expiresAt", reply.expiresAt().toString())
                .put("mailbox", reply.mailbox().value())
                .put("userId", reply.userId())
                .put("tenantId", reply.tenantId())
                .put("graphUrl", reply.graphUrl().toString());
    }

    /** @throws IllegalArgumentException if a field is absent or impossible; its message quotes no value */
    public static LeaseReply readReply(JsonNode json) {
        return new LeaseReply(
                new AccessToken(required(json, "accessToken")),
                parsed(json, "expiresAt", Instant::parse),
                parsed(json, "mailbox", MailboxAddress::new),
                required(json, "userId"),
                required(json, "tenantId"),
                parsed(json, "graphUrl", URI::create));
    }

    private static <T> T parsed(JsonNode json, String field, Function<String, T> parser) {
        String text = required(json, field);
        try {
            return parser.apply(text);
        } catch (DateTimeException | IllegalArgumentException _) {
            // No cause: parsers quote what they read, and this reply holds a token.
            throw new IllegalArgumentException("a lease has an unreadable field " + field);
        }
    }

    private static String required(JsonNode json, String field) {
        JsonNode value = json.path(field);
        if (!value.isTextual()) {
            throw new IllegalArgumentException("a lease needs the text field " + field);
        }
        return value.textValue();
    }
}
