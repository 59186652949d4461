package io.mailroom.worker.graph;

import io.mailroom.model.http.RetryAfter;
import io.mailroom.worker.graph.GraphReply.Done;
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
import java.util.function.Function;

/** From the end of an HTTP attempt to the reply that says it. Pure. */
final class ReplyMapper {
    private ReplyMapper() {}

    static <T> GraphReply<T> reply(HttpOutcome end, Function<byte[], T> reading, Instant now) {
        return switch (end) {
            case Answered answered when answered.success() -> read(answered, reading);
            case Answered answered -> failed(answered, now);
            case NeverSent _ -> new Unclear<>(Why.NEVER_SENT, 0, "", null, Diagnostics.NO_ANSWER);
            case Lost(Cause cause) -> new Unclear<>(why(cause), 0, "", null, Diagnostics.NO_ANSWER);
        };
    }

    private static <T> GraphReply<T> read(Answered answered, Function<byte[], T> reading) {
        Diagnostics diagnostics = Diagnostics.of(answered);
        try {
            return new Done<>(reading.apply(answered.body()), diagnostics);
        } catch (RuntimeException unreadable) { // no cause is kept: its message may quote what it read
            return new Unclear<>(Why.UNREADABLE, answered.status(), "", null, diagnostics);
        }
    }

    private static <T> GraphReply<T> failed(Answered answered, Instant now) {
        Diagnostics diagnostics = Diagnostics.of(answered);
        int status = answered.status();
        String code = status >= 400 ? ErrorBody.code(answered.body()) : "";
        Instant until = RetryAfter.until(
                answered.headers().get("Retry-After"), answered.headers().get("Date"), now);
        if (status == 429 || status == 509) {
            return new Throttled<>(until, code, diagnostics);
        }
        if (definite(status)) {
            return new Refused<>(status, code, diagnostics);
        }
        return new Unclear<>(status < 400 ? Why.UNREADABLE : Why.SERVER_ERROR, status, code, until, diagnostics);
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
}
