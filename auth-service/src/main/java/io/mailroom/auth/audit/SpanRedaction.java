package io.mailroom.auth.audit;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.trace.ReadWriteSpan;
import io.opentelemetry.sdk.trace.ReadableSpan;
import io.opentelemetry.sdk.trace.SpanProcessor;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** No span carries a query, and its path carries no secret: a link and a callback hold them there (RFC 9700 section 4.2.4). */
@Singleton
public class SpanRedaction implements SpanProcessor {
    private static final List<AttributeKey<String>> PATHS = List.of(
            AttributeKey.stringKey("url.path"),
            AttributeKey.stringKey("url.full"),
            AttributeKey.stringKey("http.target"),
            AttributeKey.stringKey("http.url"));
    private static final Pattern OURS = Pattern.compile(
            "^(/api/(connections|exports|erasures)|/internal/leases|/connect|/callback|/assets|/q/\\w+)(?=/|$)");
    private static final AttributeKey<String> QUERY = AttributeKey.stringKey("url.query");

    @Override
    public void onStart(Context parent, ReadWriteSpan span) {
        if (span.getAttribute(QUERY) != null) {
            span.setAttribute(QUERY, "[redacted]");
        }
        for (AttributeKey<String> key : PATHS) {
            String value = span.getAttribute(key);
            if (value != null) {
                span.setAttribute(key, known(value));
            }
        }
    }

    /** The beginning of a path that is ours; whatever a caller put behind it is told by the route and by audit events. */
    private static String known(String path) {
        Matcher ours = OURS.matcher(path);
        return ours.find() ? ours.group() : "[redacted]";
    }

    @Override
    public boolean isStartRequired() {
        return true;
    }

    @Override
    public void onEnd(ReadableSpan span) {}

    @Override
    public boolean isEndRequired() {
        return false;
    }
}
