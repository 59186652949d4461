package io.mailroom.auth.entra;

import io.mailroom.model.http.RetryAfter;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * One attempt for each call, bounded by the deadline from the first to the last byte, at most 256 KB of answer. Redirects
 * are not followed: they would carry the client's secret elsewhere.
 */
@Singleton
class EntraHttp {
    private static final long LONGEST_ANSWER = 256 * 1024;

    private final Duration deadline;
    private final Clock clock;
    private final HttpClient client;

    @Inject
    EntraHttp(EntraConfig config, Clock clock) {
        this.clock = clock;
        this.deadline = config.deadline();
        this.client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(deadline)
                .build();
    }

    HttpReply post(URI endpoint, Form form) {
        return exchange(HttpRequest.newBuilder(endpoint)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .header("Accept", "application/json")
                .POST(BodyPublishers.ofString(form.encodedText()))
                .build());
    }

    HttpReply get(URI resource) {
        return exchange(HttpRequest.newBuilder(resource)
                .header("Accept", "application/json")
                .build());
    }

    private HttpReply exchange(HttpRequest request) {
        // The client's own timeout ends with the headers; this deadline covers a body that never ends, too.
        CompletableFuture<HttpResponse<byte[]>> reply =
                client.sendAsync(request, BodyHandlers.limiting(BodyHandlers.ofByteArray(), LONGEST_ANSWER));
        try {
            HttpResponse<byte[]> response = reply.get(deadline.toNanos(), TimeUnit.NANOSECONDS);
            return new HttpReply.Received(
                    response.statusCode(),
                    RetryAfter.read(
                            String.join(",", response.headers().allValues("Retry-After")),
                            response.headers().firstValue("Date").orElse(null),
                            clock.instant()),
                    response.body());
        } catch (TimeoutException e) {
            reply.cancel(true);
            return new HttpReply.NoResponse("no answer within " + deadline);
        } catch (ExecutionException e) {
            return new HttpReply.NoResponse(e.getCause() instanceof IOException io ? nameOf(io) : "failed");
        } catch (InterruptedException e) {
            reply.cancel(true);
            Thread.currentThread().interrupt();
            return new HttpReply.NoResponse("interrupted");
        }
    }

    /** The kind alone: a message may quote what was on the wire. */
    private static String nameOf(IOException e) {
        return e.getClass().getSimpleName();
    }

    @PreDestroy
    void close() {
        client.shutdownNow();
    }
}
