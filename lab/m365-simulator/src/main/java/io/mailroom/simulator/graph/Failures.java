package io.mailroom.simulator.graph;

import io.mailroom.simulator.exchange.Call;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;

/** What an ordered failure says where the order leaves it open (facts D3). */
final class Failures {
    private static final Map<Integer, String> CODES = Map.ofEntries(
            Map.entry(400, "ErrorInvalidRequest"),
            Map.entry(401, "InvalidAuthenticationToken"),
            Map.entry(403, "ErrorAccessDenied"),
            Map.entry(404, "ErrorItemNotFound"),
            Map.entry(409, "ErrorIrresolvableConflict"),
            Map.entry(410, "SyncStateNotFound"),
            Map.entry(412, "ErrorIrresolvableConflict"),
            Map.entry(413, "ErrorMessageSizeExceeded"),
            Map.entry(429, "ApplicationThrottled"),
            Map.entry(500, "ErrorInternalServerError"),
            Map.entry(503, "ErrorServerBusy"),
            Map.entry(507, "quotaLimitReached"));
    private static final Map<String, String> MESSAGES = Map.of(
            "InvalidAuthenticationToken", "Lifetime validation failed, the token is expired.",
            "ApplicationThrottled", "Application is over its MailboxConcurrency limit.",
            "ErrorItemNotFound", "The specified object was not found in the store.",
            "ErrorAccessDenied", "Access is denied. Check credentials and try again.",
            "SyncStateNotFound", "The sync state generation is not found; generation=518;[highest=523][523][521][522].",
            "ErrorServerBusy", "The server cannot service this request right now. Try again later.",
            "ErrorInternalServerError", "An internal server error occurred. The operation failed.",
            "UnknownError", "");

    private Failures() {}

    static String code(int status) {
        return CODES.getOrDefault(status, "UnknownError");
    }

    static String message(String code) {
        return MESSAGES.getOrDefault(code, "The request failed.");
    }

    /** A claims challenge (facts A8). */
    static String challenge(Call call, String claims) {
        return ErrorAnswers.challenge(call) + ", error=\"insufficient_claims\", claims=\""
                + Base64.getEncoder().encodeToString(claims.getBytes(StandardCharsets.UTF_8)) + "\"";
    }
}
