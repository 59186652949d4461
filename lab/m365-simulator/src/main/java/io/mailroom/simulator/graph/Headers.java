package io.mailroom.simulator.graph;

import io.mailroom.simulator.exchange.Answer;
import io.mailroom.simulator.exchange.Call;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;

/** The headers on every answer of Graph. */
final class Headers {
    private static final DateTimeFormatter DATE = DateTimeFormatter.RFC_1123_DATE_TIME.withZone(ZoneOffset.UTC);

    private Headers() {}

    static Answer on(Call call, Answer answer) {
        Answer dressed = answer.with("request-id", call.requestId())
                .with("client-request-id", call.header("client-request-id").orElse(call.requestId()))
                .with(
                        "x-ms-ags-diagnostic",
                        "{\"ServerInfo\":{\"DataCenter\":\"Simulator\",\"Slice\":\"E\",\"Ring\":\"1\"}}")
                .with("Date", DATE.format(call.arrivedAt()))
                .with("Cache-Control", "private");
        List<String> applied = Preferences.of(call).applied();
        return applied.isEmpty() || answer.status() >= 400
                ? dressed
                : dressed.with("Preference-Applied", String.join(", ", applied));
    }
}
