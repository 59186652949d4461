package io.mailroom.worker.graph;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * How to find a call in Microsoft's logs and ours.
 *
 * @param requestId Graph's {@code request-id}, absent if no answer came
 * @param status HTTP status, 0 if no answer came
 */
public record Trace(UUID clientRequestId, @Nullable String requestId, int status) {}
