package io.mailroom.stack.http;

import io.mailroom.stack.StackFailure;
import io.mailroom.stack.time.Waiting;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Requests to the parts of a stack. Redirects are answers like others. */
public final class Http {
    private static final Duration PATIENCE = Duration.ofSeconds(40);

    /** An upgrade to HTTP/2 in clear now and then ends in a protocol error. */
    private static final HttpClient CLIENT = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();

    private Http() {}

    /**
     * @param who is named if there is no answer
     * @throws StackFailure if there is none within 40 s
     */
    public static HttpResponse<String> send(String who, HttpRequest.Builder request) {
        try {
            return CLIENT.send(request.timeout(PATIENCE).build(), BodyHandlers.ofString());
        } catch (IOException e) {
            throw new StackFailure(who + " does not answer. Run ./mailroom up.", e);
        } catch (InterruptedException e) {
            throw Waiting.interrupted(e);
        }
    }

    /** A page whatever its status; empty if there is no answer within that time. */
    public static Optional<HttpResponse<String>> get(String url, Duration patience) {
        try {
            HttpRequest request =
                    HttpRequest.newBuilder(URI.create(url)).timeout(patience).build();
            return Optional.of(CLIENT.send(request, BodyHandlers.ofString()));
        } catch (IOException e) {
            return Optional.empty();
        } catch (InterruptedException e) {
            throw Waiting.interrupted(e);
        }
    }

    /** With the fields of an HTML form as its body. */
    public static HttpRequest.Builder form(URI target, Map<String, String> fields) {
        return HttpRequest.newBuilder(target)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(encoded(fields)));
    }

    public static String encoded(Map<String, String> fields) {
        return fields.entrySet().stream()
                .map(field -> encoded(field.getKey()) + "=" + encoded(field.getValue()))
                .collect(Collectors.joining("&"));
    }

    public static HttpRequest.Builder json(HttpRequest.Builder request, String body) {
        return request.header("Content-Type", "application/json").POST(BodyPublishers.ofString(body));
    }

    public static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
