package io.mailroom.worker.graph;

import com.microsoft.graph.users.item.UserItemRequestBuilder;
import com.microsoft.kiota.RequestAdapter;
import com.microsoft.kiota.RequestInformation;
import com.microsoft.kiota.serialization.JsonSerializationWriterFactory;
import com.microsoft.kiota.serialization.SerializationWriterFactory;
import io.mailroom.worker.graph.http.HttpCall;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.reflect.Proxy;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Requests as the SDK's builders describe them. Nothing of the SDK sends one (ADR 0002). */
final class SdkRequests {
    // Without the backing store's proxies: what is set is written, and no copy of the model is kept.
    private static final SerializationWriterFactory WRITERS = new JsonSerializationWriterFactory();

    /** All that a builder needs of it to describe a request is how bodies are written; whatever would send throws. */
    static final RequestAdapter ADAPTER = (RequestAdapter) Proxy.newProxyInstance(
            RequestAdapter.class.getClassLoader(), new Class<?>[] {RequestAdapter.class}, (_, method, _) -> {
                if (method.getName().equals("getSerializationWriterFactory")) {
                    return WRITERS;
                }
                throw new UnsupportedOperationException(method.getName());
            });

    private SdkRequests() {}

    /** @return where all addresses of a mailbox begin */
    static UserItemRequestBuilder user(MailboxAccess access) {
        return new UserItemRequestBuilder(
                new HashMap<>(Map.of("baseurl", access.baseUrl(), "user%2Did", access.userId())), ADAPTER);
    }

    static HttpCall call(RequestInformation request) {
        Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        request.headers.forEach((name, values) -> headers.put(name, String.join(", ", values)));
        String method = Objects.requireNonNull(request.httpMethod, "httpMethod").name();
        return new HttpCall(method, url(request), headers, body(request.content));
    }

    /**
     * The SDK's URL templates encode OData's {@code $select} as {@code %24select}. Values are encoded too, so that
     * {@code &} stands only between parameters and nothing else is touched.
     */
    private static String url(RequestInformation request) {
        try {
            URI uri = Objects.requireNonNull(request.getUri(), "uri");
            return uri.toString().replace("?%24", "?$").replace("&%24", "&$");
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException("the request has no valid address"); // no cause: it quotes the link
        }
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
