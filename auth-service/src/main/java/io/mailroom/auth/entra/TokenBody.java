package io.mailroom.auth.entra;

import com.fasterxml.jackson.databind.JsonNode;
import io.mailroom.auth.crypt.RefreshToken;
import io.mailroom.auth.entra.HttpReply.Received;
import io.mailroom.model.secret.AccessToken;
import io.mailroom.model.wire.MailJson;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads the JSON of the token endpoint (RFC 6749 sections 5.1 and 5.2) and lets go of it. */
final class TokenBody {
    private static final Duration PAUSE_BEFORE_ANOTHER_TRY = Duration.ofSeconds(5);

    private static final Pattern SPACES = Pattern.compile("\\s+");
    private static final int LONGEST_CLAIMS = 2_000;

    private TokenBody() {}

    static TokenReply read(Received received) {
        JsonNode body = parsed(received.body());
        Duration retryAfter = received.retryAfter();
        if (body == null) {
            return new TokenReply.Unavailable(retryAfter == null ? PAUSE_BEFORE_ANOTHER_TRY : retryAfter);
        }
        if (received.status() == 200) {
            return granted(body);
        }
        String error = AuthorizeError.safe(body.path("error").asText("unknown_error"));
        List<Integer> codes = codes(body.path("error_codes"));
        RefusalKind kind = RefusalKinds.classify(received.status(), error, text(body, "suberror"), codes);
        return new TokenReply.Refused(
                new Refusal(kind, error, codes.isEmpty() ? null : codes.getFirst(), retryAfter, claims(body)));
    }

    private static TokenReply granted(JsonNode body) {
        String accessToken = text(body, "access_token");
        if (accessToken == null || !body.path("expires_in").canConvertToLong()) {
            return new TokenReply.Refused(new Refusal(RefusalKind.DEFECT, "incomplete_answer"));
        }
        String refreshToken = text(body, "refresh_token");
        String idToken = text(body, "id_token");
        return new TokenReply.Granted(
                new AccessToken(accessToken),
                Duration.ofSeconds(body.path("expires_in").asLong()),
                refreshToken == null ? null : new RefreshToken(refreshToken),
                idToken == null ? null : new IdToken(idToken),
                scopes(body.path("scope").asText("").strip()));
    }

    private static Set<String> scopes(String text) {
        return text.isEmpty() ? Set.of() : Set.copyOf(Arrays.asList(SPACES.split(text)));
    }

    private static @Nullable JsonNode parsed(byte[] body) {
        try {
            JsonNode json = MailJson.read(body);
            return json.isObject() ? json : null;
        } catch (IOException e) {
            return null; // a page of a gateway; its text is not ours to keep
        }
    }

    /** A JSON object in text; anything else, or anything long, is not passed on. */
    private static @Nullable String claims(JsonNode body) {
        String claims = text(body, "claims");
        if (claims == null || claims.length() > LONGEST_CLAIMS) {
            return null;
        }
        JsonNode json = parsed(claims.getBytes(StandardCharsets.UTF_8));
        return json == null ? null : claims;
    }

    private static List<Integer> codes(JsonNode array) {
        List<Integer> codes = new ArrayList<>();
        array.forEach(code -> codes.add(code.asInt()));
        return codes;
    }

    private static @Nullable String text(JsonNode body, String field) {
        JsonNode value = body.path(field);
        return value.isTextual() && !value.textValue().isEmpty() ? value.textValue() : null;
    }
}
