package io.mailroom.simulator.entra;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mailroom.m365.entra.AadError;
import io.mailroom.m365.entra.EntraRefusal;
import io.mailroom.simulator.exchange.Answer;
import io.mailroom.simulator.exchange.Call;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.UUID;

/** The error body of the token endpoint (facts A6). */
final class ErrorBodies {
    private static final DateTimeFormatter TIMESTAMP =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss'Z'").withZone(ZoneOffset.UTC);

    private ErrorBodies() {}

    static Answer answer(Call call, EntraRefusal refusal) {
        return answer(call, refusal.error(), refusal.error().status(), refusal.suberror(), Optional.empty());
    }

    static Answer answer(Call call, AadError error, int status, Optional<String> suberror, Optional<String> claims) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.put("error", error.oauthError());
        body.put("error_description", description(call, error));
        body.putArray("error_codes").add(error.number());
        body.put("timestamp", TIMESTAMP.format(call.arrivedAt()));
        body.put("trace_id", call.requestId());
        body.put("correlation_id", correlation(call));
        body.put("error_uri", call.baseUrl() + "/error?code=" + error.number());
        suberror.ifPresent(value -> body.put("suberror", value));
        claims.ifPresent(value -> body.put("claims", value));
        return Answer.json(status, body)
                .with("Cache-Control", "no-store, no-cache")
                .with("x-ms-request-id", call.requestId());
    }

    static String description(Call call, AadError error) {
        Instant at = call.arrivedAt();
        return "AADSTS" + error.number() + ": " + error.text() + "\r\nTrace ID: " + call.requestId()
                + "\r\nCorrelation ID: " + correlation(call) + "\r\nTimestamp: " + TIMESTAMP.format(at);
    }

    private static String correlation(Call call) {
        return call.header("client-request-id")
                .orElseGet(() -> UUID.nameUUIDFromBytes(call.requestId().getBytes(StandardCharsets.UTF_8))
                        .toString());
    }
}
