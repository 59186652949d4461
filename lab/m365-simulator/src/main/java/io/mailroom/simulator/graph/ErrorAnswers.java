package io.mailroom.simulator.graph;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mailroom.simulator.exchange.Answer;
import io.mailroom.simulator.exchange.Call;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/** Graph's error body (facts D1). */
final class ErrorAnswers {
    private static final DateTimeFormatter DATE =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss").withZone(ZoneOffset.UTC);

    private ErrorAnswers() {}

    static Answer of(Call call, GraphRefusal refusal) {
        return of(call, refusal.status(), refusal.code(), refusal.text());
    }

    static Answer of(Call call, int status, String code, String message) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        ObjectNode error = body.putObject("error").put("code", code).put("message", message);
        error.putObject("innerError")
                .put("date", DATE.format(call.arrivedAt()))
                .put("request-id", call.requestId())
                .put("client-request-id", call.header("client-request-id").orElse(call.requestId()));
        Answer answer = Answer.json(status, body);
        return status == 401 ? answer.with("WWW-Authenticate", challenge(call)) : answer;
    }

    static String challenge(Call call) {
        return "Bearer realm=\"\", authorization_uri=\"" + call.baseUrl()
                + "/common/oauth2/authorize\", client_id=\"00000003-0000-0000-c000-000000000000\"";
    }

    /** Throttling answers were seen without the inner error. */
    static Answer throttled(String limit, long retryAfterSeconds) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.putObject("error")
                .put("code", "ApplicationThrottled")
                .put("message", "Application is over its " + limit + " limit.");
        return Answer.json(429, body)
                .with("Retry-After", Long.toString(retryAfterSeconds))
                .with("RateLimit-Exceeded", limit);
    }
}
