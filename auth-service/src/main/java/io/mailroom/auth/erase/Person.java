package io.mailroom.auth.erase;

import com.fasterxml.jackson.databind.JsonNode;
import io.mailroom.auth.problem.Problem;
import io.mailroom.auth.problem.Refused;
import io.mailroom.model.id.ConnectionId;
import io.mailroom.model.id.MailboxAddress;
import io.mailroom.model.wire.MailJson;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Whom a request is about: by their address, or by one of their connections. */
sealed interface Person {
    record ByMailbox(MailboxAddress mailbox) implements Person {}

    record ByConnection(ConnectionId id) implements Person {}

    /** @throws Refused naming the field at fault */
    static Person read(byte @Nullable [] body) {
        try {
            JsonNode json = MailJson.read(body == null ? new byte[0] : body);
            if (json.hasNonNull("connectionId") == json.hasNonNull("mailbox")) {
                throw refused("FIELD_MISSING", "", "Name either a connectionId or a mailbox.");
            }
            return json.hasNonNull("mailbox")
                    ? new ByMailbox(new MailboxAddress(json.path("mailbox").asText()))
                    : new ByConnection(
                            new ConnectionId(json.path("connectionId").asText()));
        } catch (IOException e) {
            throw refused("MALFORMED_JSON", "", "The body must be one JSON object.");
        } catch (IllegalArgumentException e) {
            throw refused("FIELD_INVALID", "", "The connectionId or the mailbox is none.");
        }
    }

    private static Refused refused(String code, String field, String detail) {
        return new Refused(Problem.ofField(code, field, detail));
    }
}
