package io.mailroom.simulator.faults;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What shall go wrong. Without {@code executeAnyway} a request given a status or a dropped reply is not executed.
 *
 * @param code Graph's error code, an OAuth error, or AADSTSnnnnn at the identity platform
 * @param retryAfter as the header shall read: seconds, a date, or a list
 * @param delayMs waits before execution, or between execution and answer with {@code executeAnyway}; no longer than until
 *     the fault is released ({@code POST /_lab/faults/{id}/release}), as {@code executeAfterMs}
 * @param executeAfterMs answers at once and executes that much later
 * @param executeTimes how often the request is executed when it is (a duplicate: 2)
 * @param cutReply sends the headers and closes before the body is complete
 * @param claims a claims challenge: JSON, sent as Graph and Entra send it
 */
@JsonInclude(JsonInclude.Include.NON_DEFAULT)
public record Fault(
        int status,
        @Nullable String code,
        @Nullable String message,
        @Nullable String suberror,
        @Nullable String claims,
        @Nullable String retryAfter,
        long delayMs,
        boolean dropReply,
        boolean executeAnyway,
        long executeAfterMs,
        int executeTimes,
        boolean cutReply,
        @Nullable Map<String, String> headers) {

    public boolean replacesAnswer() {
        return status != 0;
    }

    /** Whether the request is executed before the client hears anything. */
    public boolean executes() {
        return executeAnyway || executeTimes > 1 || (!replacesAnswer() && !dropReply && executeAfterMs == 0);
    }

    public Duration delay() {
        return Duration.ofMillis(delayMs);
    }

    public Duration executionDelay() {
        return Duration.ofMillis(executeAfterMs);
    }

    public int executions() {
        return Math.max(1, executeTimes);
    }
}
