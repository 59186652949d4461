package io.mailroom.worker.graph;

import java.time.Instant;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * How one call ended. Codes are Graph's or Exchange's own words, empty if the answer had none; compare them without
 * regard to case. What an ending means for a command, only the step that asked knows: a 404 on {@code /send} may mean
 * that the mail was sent long ago.
 */
public sealed interface GraphReply<T> {
    Diagnostics diagnostics();

    /** It was carried out. For a send that is any 2xx, also one with {@code Retry-After}. */
    record Done<T>(T value, Diagnostics diagnostics) implements GraphReply<T> {}

    /**
     * Graph asks to wait (429, 509). On {@code /send} look for the mail before another attempt: reports say that some
     * went out all the same.
     *
     * @param until as asked for, {@code null} if Graph named no time
     */
    record Throttled<T>(@Nullable Instant until, String code, Diagnostics diagnostics) implements GraphReply<T> {}

    /**
     * A definite answer against it (4xx but 408 and 429; 501; 507). Its message is not kept: it may quote the mail.
     *
     * @param status HTTP status; 0 if Mailroom itself refused to make the call
     */
    record Refused<T>(int status, String code, Diagnostics diagnostics) implements GraphReply<T> {}

    /**
     * Whether it was carried out is not known, unless {@code why} says so.
     *
     * @param status HTTP status, 0 if none came
     * @param notBefore Graph's {@code Retry-After}, if a 5xx had one
     */
    record Unclear<T>(
            Why why, int status, String code, @Nullable Instant notBefore, Diagnostics diagnostics)
            implements GraphReply<T> {}

    enum Why {
        /** No connection was had: no byte went out, another attempt is safe. */
        NEVER_SENT,
        /** The deadline passed after the request had gone out. */
        TIMEOUT,
        /** The connection broke after the request may have gone out. */
        RESET,
        /** 408 or 5xx: Graph may go on with it all the same. */
        SERVER_ERROR,
        /** A success whose content cannot be read, or a redirect. */
        UNREADABLE,
        /** The thread was interrupted after the request had gone out. */
        INTERRUPTED
    }

    /** The same ending, with what was done put in other words. */
    default <U> GraphReply<U> map(Function<T, U> words) {
        return switch (this) {
            case Done<T>(T value, Diagnostics diagnostics) -> new Done<>(words.apply(value), diagnostics);
            case Throttled<T>(Instant until, String code, Diagnostics diagnostics) ->
                new Throttled<>(until, code, diagnostics);
            case Refused<T>(int status, String code, Diagnostics diagnostics) ->
                new Refused<>(status, code, diagnostics);
            case Unclear<T>(Why why, int status, String code, Instant notBefore, Diagnostics diagnostics) ->
                new Unclear<>(why, status, code, notBefore, diagnostics);
        };
    }
}
