package io.mailroom.worker.graph.http;

import io.mailroom.model.secret.AccessToken;
import io.mailroom.model.secret.RevealSecrets;
import io.mailroom.worker.graph.http.HttpOutcome.Cause;
import io.mailroom.worker.graph.http.HttpOutcome.Lost;
import io.vertx.core.Context;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Carries one call over Vert.x and blocks the calling thread, which is meant to be a virtual one, until its end. It
 * promises: one request for each call, no redirect followed, no retry, an end by the deadline, and for each end
 * without a status whether the request can have left.
 */
public final class HttpTransport {
    private final HttpClient client;
    private final int largestAnswer;

    /** @param largestAnswer bytes; of an answer that is larger, also unpacked, only status and headers are kept */
    public HttpTransport(HttpClient client, int largestAnswer) {
        this.client = client;
        this.largestAnswer = largestAnswer;
    }

    /**
     * @param limit for all of it: waiting for a connection, opening it, the request and the whole answer
     * @throws IllegalStateException on an event loop, which must never be blocked
     */
    public HttpOutcome send(HttpCall call, AccessToken token, Duration limit) {
        if (Context.isOnEventLoopThread()) {
            throw new IllegalStateException("a Graph call blocks and must not run on an event loop");
        }
        Attempt attempt = new Attempt(call.body(), largestAnswer);
        if (limit.isNegative() || limit.isZero()) {
            return attempt.giveUp(Cause.TIMEOUT);
        }
        client.request(options(call, token)).onComplete(attempt::opened);
        return ContentCoding.undone(await(attempt, limit), largestAnswer);
    }

    private static RequestOptions options(HttpCall call, AccessToken token) {
        RequestOptions options = new RequestOptions()
                .setMethod(HttpMethod.valueOf(call.method()))
                .setAbsoluteURI(call.url())
                .setFollowRedirects(false);
        call.headers().forEach(options::putHeader);
        if (call.body() == null && call.method().equals("POST")) {
            options.putHeader("Content-Length", "0"); // Graph's /send answers 411 without it
        }
        return options.putHeader("Authorization", bearer(token));
    }

    private static String bearer(AccessToken token) {
        String value = token.reveal(RevealSecrets.forTheWire());
        for (int i = 0; i < value.length(); i++) {
            if (value.charAt(i) <= ' ' || value.charAt(i) > '~') {
                throw new IllegalArgumentException("the access token is no bearer token (RFC 6750 section 2.1)");
            }
        }
        return "Bearer " + value;
    }

    private static HttpOutcome await(Attempt attempt, Duration limit) {
        try {
            return attempt.end().get(limit.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException late) {
            return attempt.giveUp(Cause.TIMEOUT);
        } catch (InterruptedException shutdown) {
            Thread.currentThread().interrupt();
            return attempt.giveUp(Cause.INTERRUPTED);
        } catch (ExecutionException never) {
            return new Lost(Cause.CONNECTION); // an attempt completes its end normally, whatever happens
        }
    }
}
