package io.mailroom.worker.graph;

import io.mailroom.model.http.RetryAfter;
import io.mailroom.worker.graph.GraphReply.Refused;
import io.mailroom.worker.graph.GraphReply.Throttled;
import io.mailroom.worker.graph.GraphReply.Unclear;
import io.mailroom.worker.graph.GraphReply.Why;
import io.mailroom.worker.graph.http.HttpOutcome;
import io.mailroom.worker.graph.http.HttpOutcome.Answered;
import io.mailroom.worker.graph.http.HttpOutcome.Cause;
import io.mailroom.worker.graph.http.HttpOutcome.Lost;
import io.mailroom.worker.graph.http.HttpOutcome.NeverSent;
import java.time.Instant;
import java.util.UUID;

/** From the end of an HTTP attempt that brought nothing usable to the reply that says so. Pure. */
final class ReplyMapper {
    private ReplyMapper() {}

    static <T> GraphReply<T> reply(HttpOutcome end, UUID clientRequestId, Instant now) {
        Trace trace = trace(end, clientRequestId);
        return switch (end) {
            case Answered answered -> judged(answered, trace, now);
            case NeverSent sent -> new Unclear<>(Why.NEVER_SENT, 0, "", null, trace);
            case Lost(Cause cause) -> new Unclear<>(why(cause), 0, "", null, trace);
        };
    }

    static Trace trace(HttpOutcome end, UUID clientRequestId) {
        return switch (end) {
            case Answered answered -> new Trace(clientRequestId, answered.header("request-id"), answered.status());
            case NeverSent sent -> new Trace(clientRequestId, null, 0);
            case Lost lost -> new Trace(clientRequestId, null, 0);
        };
    }

    private static <T> GraphReply<T> judged(Answered answered, Trace trace, Instant now) {
        int status = answered.status();
        ErrorBody error = status >= 400 ? ErrorBody.of(answered.body()) : ErrorBody.NONE;
        Instant until = RetryAfter.until(answered.header("Retry-After"), answered.header("Date"), now);
        if (status == 429 || status == 509) {
            return new Throttled<>(until, error.code(), trace);
        }
        if (definite(status)) {
            return new Refused<>(status, error.code(), error.sentence(), trace);
        }
        return new Unclear<>(status < 400 ? Why.UNREADABLE : Why.SERVER_ERROR, status, error.code(), until, trace);
    }

    /** 408 says that the request did not arrive whole, which one that arrived late may still contradict. */
    private static boolean definite(int status) {
        return (status >= 400 && status < 500 && status != 408) || status == 501 || status == 507;
    }

    private static Why why(Cause cause) {
        return switch (cause) {
            case TIMEOUT -> Why.TIMEOUT;
            case INTERRUPTED -> Why.INTERRUPTED;
            case CONNECTION, TOO_BUSY -> Why.RESET;
        };
    }

    /** A refusal of Mailroom's own, before anything was sent. */
    static <T> GraphReply<T> refusedHere(String code, String sentence, UUID clientRequestId) {
        return new Refused<>(0, code, sentence, new Trace(clientRequestId, null, 0));
    }
}
