package io.mailroom.stack.erp;

import com.fasterxml.jackson.databind.JsonNode;
import io.mailroom.model.wire.MailJson;
import io.mailroom.stack.StackFailure;
import io.mailroom.stack.home.StackInfo;
import io.mailroom.stack.http.Http;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** A token of an application's own (OAuth 2.0 client credentials, RFC 6749 4.4), good for an hour. */
final class ApplicationToken {
    private ApplicationToken() {}

    static String of(StackInfo stack, String application, String secret) {
        var request = Http.form(
                URI.create(stack.client().tokenUrl()),
                Map.of(
                        "grant_type",
                        "client_credentials",
                        "client_id",
                        application,
                        "client_secret",
                        secret,
                        "scope",
                        "api://mailroom/.default"));
        return json(Http.send("The simulator", request), "token", 200)
                .required("access_token")
                .asText();
    }

    /** The body of a refusal may hold anything; only its machine-readable code is repeated. */
    static JsonNode json(HttpResponse<String> reply, String what, int expected) {
        try {
            JsonNode body = MailJson.read(reply.body().getBytes(StandardCharsets.UTF_8));
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
}
