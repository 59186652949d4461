package io.mailroom.worker.graph.http;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A request as it stands on the wire, without its token.
 *
 * @param url absolute, exactly as it goes out
 * @param headers several values of one name comma-joined (RFC 9110 section 5.3)
 * @param body {@code null} for none: a POST then says {@code Content-Length: 0}
 */
@SuppressWarnings("ArrayRecordComponent") // never compared; goes out as it is
public record HttpCall(String method, String url, Map<String, String> headers, byte @Nullable [] body) {
    /** Safe to log: a link may hold a token of Graph's own, headers and body hold mail. */
    @Override
    public String toString() {
        return method + ", " + (body == null ? 0 : body.length) + " bytes";
    }
}
