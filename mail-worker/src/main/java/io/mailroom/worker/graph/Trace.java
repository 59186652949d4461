package io.mailroom.worker.graph;

import io.mailroom.model.command.Limits;
import io.mailroom.model.id.ForeignText;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * How to find a call in Microsoft's logs and ours.
 *
 * @param requestId Graph's {@code request-id}, bounded and clean; absent if no answer came or it named none
 * @param status HTTP status, 0 if no answer came
 */
public record Trace(UUID clientRequestId, @Nullable String requestId, int status) {
    public Trace {
        requestId = requestId == null ? null : said(requestId);
    }

    private static @Nullable String said(String header) {
        String line = ForeignText.line(header, Limits.GRAPH_REQUEST_ID);
        return line.isEmpty() ? null : line;
    }
}
