package io.mailroom.auth.api;

import com.fasterxml.jackson.databind.JsonNode;
import io.mailroom.auth.client.Clients;
import io.mailroom.auth.consent.ConsentRequest;
import io.mailroom.auth.entra.Clouds;
import io.mailroom.auth.problem.Problem;
import io.mailroom.auth.problem.Refused;
import io.mailroom.auth.store.SharedMailboxes;
import io.mailroom.model.id.ConnectionId;
import io.mailroom.model.id.MailboxAddress;
import io.mailroom.model.wire.MailJson;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads the body of a request for a link. */
final class ConsentRequestReader {
    private static final int MOST_SHARED = 50;
    private static final Pattern WORD = Pattern.compile("[A-Za-z_]{1,32}");
    private static final Set<String> FIELDS =
            Set.of("connectionId", "cloud", "mailboxHint", "sharedMailboxes", "returnUrl");

    private ConsentRequestReader() {}

    /** @throws Refused naming the field at fault; nothing of its value is repeated */
    static ConsentRequest read(byte[] body, Clients.Client client, Clouds clouds) {
        JsonNode json = parsed(body);
        json.fieldNames().forEachRemaining(name -> {
            if (!FIELDS.contains(name)) {
                throw refused("FIELD_UNKNOWN", "/" + pointer(name), "This field is not known.");
            }
        });
        String returnUrl = returnUrl(json, client);
        String id = text(json, "connectionId");
        String hint = text(json, "mailboxHint");
        return new ConsentRequest(
                id == null ? null : checkedId(id),
                cloud(text(json, "cloud"), clouds),
                hint == null ? null : address(hint, "/mailboxHint"),
                shared(json.path("sharedMailboxes")),
                returnUrl);
    }

    /** The one field of a request for an administrator's link. */
    static String returnUrl(byte[] body, Clients.Client client) {
        return returnUrl(parsed(body), client);
    }

    private static String returnUrl(JsonNode json, Clients.Client client) {
        String returnUrl = text(json, "returnUrl");
        if (returnUrl == null) {
            throw refused("FIELD_MISSING", "/returnUrl", "Say where the browser goes when consent is done.");
        }
        if (!client.mayReturnTo(returnUrl)) {
            throw refused("RETURN_URL_NOT_REGISTERED", "/returnUrl", "This URL is not registered for this client.");
        }
        return returnUrl;
    }

    private static JsonNode parsed(byte[] body) {
        try {
            JsonNode json = MailJson.read(body);
            if (json.isObject()) {
                return json;
            }
        } catch (IOException e) {
            // Its message quotes what was sent.
        }
        throw refused("MALFORMED_JSON", "", "The body must be one JSON object.");
    }

    private static SharedMailboxes shared(JsonNode array) {
        if (array.isMissingNode() || array.isNull()) {
            return SharedMailboxes.NONE;
        }
        if (!array.isArray() || array.size() > MOST_SHARED) {
            throw refused("FIELD_INVALID", "/sharedMailboxes", "A list of at most " + MOST_SHARED + " mail addresses.");
        }
        List<MailboxAddress> addresses = new ArrayList<>();
        for (int i = 0; i < array.size(); i++) {
            String pointer = "/sharedMailboxes/" + i;
            if (!array.get(i).isTextual()) {
                throw refused("FIELD_INVALID", pointer, "This must be a mail address.");
            }
            addresses.add(address(array.get(i).textValue(), pointer));
        }
        return new SharedMailboxes(addresses);
    }

    private static @Nullable String text(JsonNode json, String field) {
        JsonNode value = json.path(field);
        if (value.isMissingNode() || value.isNull()) {
            return null;
        }
        if (!value.isTextual()) {
            throw refused("FIELD_INVALID", "/" + field, "This must be text.");
        }
        return value.textValue();
    }

    private static @Nullable String cloud(@Nullable String name, Clouds clouds) {
        if (name != null && !clouds.knows(name)) {
            throw refused("CLOUD_UNKNOWN", "/cloud", "The clouds here are " + String.join(", ", clouds.names()) + ".");
        }
        return name;
    }

    private static ConnectionId checkedId(String value) {
        try {
            return new ConnectionId(value);
        } catch (IllegalArgumentException e) {
            throw refused("FIELD_INVALID", "/connectionId", "This is not a connection id.");
        }
    }

    private static MailboxAddress address(String value, String pointer) {
        try {
            return new MailboxAddress(value);
        } catch (IllegalArgumentException e) {
            throw refused("FIELD_INVALID", pointer, "This must be a mail address.");
        }
    }

    /** A name that is no word is not repeated: somebody may have put a secret there. */
    private static String pointer(String name) {
        return WORD.matcher(name).matches() ? name : "?";
    }

    private static Refused refused(String code, String field, String detail) {
        return new Refused(Problem.ofField(code, field, detail));
    }
}
