package io.mailroom.auth.testing;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** A person's browser and an application's HTTP client, with nothing done behind the test's back. */
public final class TestingBrowser {
    private static final Map<String, String> ANSWERS = new ConcurrentHashMap<>();

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();
    private final String service;
    private @Nullable String cookie;

    public TestingBrowser(URI service) {
        String text = service.toString();
        this.service = text.endsWith("/") ? text.substring(0, text.length() - 1) : text;
    }

    /** Opens an address; what the service calls its public URL is where it really runs. */
    public HttpResponse<String> open(String url) {
        HttpRequest.Builder request = HttpRequest.newBuilder(here(url));
        if (cookie != null) {
            request.header("Cookie", cookie);
        }
        HttpResponse<String> response = send(request.GET().build());
        response.headers().firstValue("Set-Cookie").ifPresent(set -> cookie = set.split(";", 2)[0]);
        return response;
    }

    /** Opens a link, signs in and comes back; the last answer is the service's. */
    public HttpResponse<String> consent(String connectUrl) {
        return open(location(open(location(open(connectUrl)))));
    }

    public void forgetCookies() {
        cookie = null;
    }

    public HttpResponse<String> call(String method, String path, @Nullable String token, @Nullable String body) {
        HttpRequest.Builder request = HttpRequest.newBuilder(here(path))
                .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
        if (token != null) {
            request.header("Authorization", "Bearer " + token);
        }
        if (body != null) {
            request.header("Content-Type", "application/json");
        }
        return send(request.build());
    }

    /** What the service answered to anything ever asked, but the leases that were given, which hold a token by design. */
    public static Map<String, String> answers() {
        return Map.copyOf(ANSWERS);
    }

    private static void note(HttpRequest request, HttpResponse<String> response) {
        String path = request.uri().getPath();
        if (path.equals("/internal/leases") && response.statusCode() == 200) {
            return;
        }
        ANSWERS.put(
                ANSWERS.size() + " " + request.method() + " " + path.replaceAll("(?<=.{24}).*", "…") + " "
                        + response.statusCode(),
                response.headers().map() + response.body());
    }

    private URI here(String url) {
        String local = url.replace("http://localhost:8700", service);
        return URI.create(local.startsWith("/") ? service + local : local);
    }

    private HttpResponse<String> send(HttpRequest request) {
        try {
            HttpResponse<String> response = http.send(request, BodyHandlers.ofString());
            if (request.uri().toString().startsWith(service)) {
                note(request, response);
            }
            return response;
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    public static String location(HttpResponse<?> response) {
        return response.headers()
                .firstValue("Location")
                .orElseThrow(
                        () -> new AssertionError("no redirect but " + response.statusCode() + " " + response.body()));
    }
}
