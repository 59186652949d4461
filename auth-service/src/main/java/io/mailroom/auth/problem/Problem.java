package io.mailroom.auth.problem;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mailroom.auth.audit.Redaction;
import io.mailroom.model.http.RetryAfter;
import io.mailroom.model.wire.MailJson;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A refusal as RFC 9457 wants it, with a stable {@code code}.
 *
 * @param detail one sentence for a person; it quotes nothing that was sent, and passes the redaction all the same
 * @param field JSON pointer to the field at fault (RFC 6901)
 * @param retryAfter sent as {@code Retry-After}
 */
public record Problem(
        int status,
        String code,
        String detail,
        @Nullable String field,
        @Nullable Duration retryAfter) {
    private static final String MEDIA_TYPE = "application/problem+json";

    public Problem(int status, String code, String detail) {
        this(status, code, detail, null, null);
    }

    public static Problem ofField(String code, String field, String detail) {
        return new Problem(400, code, detail, field, null);
    }

    public static Problem unknownConnection() {
        return new Problem(404, "CONNECTION_UNKNOWN", "There is no such connection.");
    }

    public Response toResponse() {
        ObjectNode body = MailJson.object()
                .put("type", "urn:mailroom:problem:" + code)
                .put("title", title())
                .put("status", status)
                .put("detail", Redaction.of(detail))
                .put("code", code);
        if (field != null) {
            body.put("field", Redaction.of(field));
        }
        Response.ResponseBuilder response = Response.status(status)
                .type(MEDIA_TYPE)
                .header("Cache-Control", "no-store")
                .entity(MailJson.text(body));
        if (retryAfter != null) {
            response.header("Retry-After", RetryAfter.write(retryAfter));
        }
        return response.build();
    }

    private String title() {
        Response.Status known = Response.Status.fromStatusCode(status);
        return known == null ? "Refused" : known.getReasonPhrase();
    }
}
