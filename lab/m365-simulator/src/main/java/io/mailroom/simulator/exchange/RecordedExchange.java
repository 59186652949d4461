package io.mailroom.simulator.exchange;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One exchange as `/_lab/requests` shows it. Credentials are fingerprints, long bodies are cut.
 *
 * @param status what the client was told; 0 when the connection was closed without an answer
 * @param fault the id of the fault that struck, if one did
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record RecordedExchange(
        long number,
        Instant time,
        String surface,
        String method,
        String path,
        String query,
        Map<String, String> headers,
        String body,
        @Nullable String mailbox,
        @Nullable String clientId,
        @Nullable String fault,
        int status,
        Map<String, String> responseHeaders,
        String responseBody,
        long durationMs) {}
