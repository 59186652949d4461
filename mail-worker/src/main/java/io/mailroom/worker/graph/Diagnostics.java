package io.mailroom.worker.graph;

import io.mailroom.model.command.Limits;
import io.mailroom.model.id.ForeignText;
import io.mailroom.worker.graph.http.HttpOutcome.Answered;
import org.jspecify.annotations.Nullable;

/**
 * How to find a call in Microsoft's logs and ours.
 *
 * @param requestId Graph's {@code request-id}, bounded and clean; absent if no answer came or it named none
 * @param status HTTP status, 0 if no answer came
 */
public record Diagnostics(@Nullable String requestId, int status) {
    static final Diagnostics NO_ANSWER = new Diagnostics(null, 0);

    static Diagnostics of(Answered answered) {
        String line = ForeignText.line(answered.headers().getOrDefault("request-id", ""), Limits.GRAPH_REQUEST_ID);
        return new Diagnostics(line.isEmpty() ? null : line, answered.status());
    }
}
