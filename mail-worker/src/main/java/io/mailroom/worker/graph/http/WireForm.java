package io.mailroom.worker.graph.http;

import com.microsoft.kiota.HttpMethod;
import com.microsoft.kiota.RequestInformation;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What the SDK's builders describe, as it goes on the wire. */
final class WireForm {
    private WireForm() {}

    static HttpCall of(RequestInformation info) {
        HttpMethod method = Objects.requireNonNull(info.httpMethod, "httpMethod");
        return new HttpCall(method.name(), url(info), headers(info), body(info.content));
    }

    /**
     * The SDK's URL templates encode OData's {@code $select} as {@code %24select}. Values are encoded too, so that
     * {@code &} stands only between parameters and nothing else is touched.
     */
    private static String url(RequestInformation info) {
        try {
            URI uri = Objects.requireNonNull(info.getUri(), "uri");
            return uri.toString().replace("?%24", "?$").replace("&%24", "&$");
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException("the request has no valid address"); // no cause: it quotes the link
        }
    }

    private static Map<String, List<String>> headers(RequestInformation info) {
        Map<String, List<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        info.headers.forEach((name, values) -> headers.put(name, List.copyOf(values)));
        return headers;
    }

    private static byte @Nullable [] body(@Nullable InputStream content) {
        if (content == null) {
            return null;
        }
        try (content) {
            return content.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
