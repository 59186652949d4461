package io.mailroom.worker.graph.http;

import io.mailroom.worker.graph.http.HttpOutcome.Answered;
import io.mailroom.worker.graph.http.HttpOutcome.Cause;
import io.mailroom.worker.graph.http.HttpOutcome.Lost;
import io.mailroom.worker.graph.http.HttpOutcome.NeverSent;
import io.vertx.core.AsyncResult;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.ConnectionPoolTooBusyException;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * The life of one request: opening, then sent, then ended. Who wins {@code decided} says whether the request leaves:
 * the event loop that has a connection, or the caller that has run out of time. So {@link NeverSent} is never a guess.
 */
final class Attempt {
    private final byte @Nullable [] body;
    private final int largestAnswer;
    private final CompletableFuture<HttpOutcome> end = new CompletableFuture<>();
    private final AtomicBoolean decided = new AtomicBoolean();
    // Both written on the event loop, read by the caller once time is up.
    private volatile @Nullable HttpClientRequest request;
    private volatile @Nullable Answered head;

    Attempt(byte @Nullable [] body, int largestAnswer) {
        this.body = body;
        this.largestAnswer = largestAnswer;
    }

    CompletableFuture<HttpOutcome> end() {
        return end;
    }

    void opened(AsyncResult<HttpClientRequest> opening) {
        if (opening.failed()) {
            boolean busy = opening.cause() instanceof ConnectionPoolTooBusyException;
            end.complete(new NeverSent(busy ? Cause.TOO_BUSY : Cause.CONNECTION));
            return;
        }
        HttpClientRequest open = opening.result();
        request = open; // before the decision, so that whoever gives up later finds it
        if (!decided.compareAndSet(false, true)) {
            open.reset();
            return;
        }
        (body == null ? open.send() : open.send(Buffer.buffer(body))).onComplete(this::answered);
    }

    private void answered(AsyncResult<HttpClientResponse> answer) {
        if (answer.failed()) {
            end.complete(new Lost(Cause.CONNECTION));
            return;
        }
        HttpClientResponse response = answer.result();
        Answered known = new Answered(response.statusCode(), copy(response.headers()), new byte[0]);
        head = known;
        Buffer received = Buffer.buffer();
        response.exceptionHandler(broken -> end.complete(known));
        response.handler(part -> {
            received.appendBuffer(part);
            if (received.length() > largestAnswer) {
                end.complete(known);
                response.request().reset();
            }
        });
        response.endHandler(done -> end.complete(new Answered(known.status(), known.headers(), received.getBytes())));
    }

    /** Time is up, or the caller was told to stop. Frees the connection and says what is known. */
    HttpOutcome giveUp(Cause cause) {
        if (decided.compareAndSet(false, true)) {
            return new NeverSent(cause);
        }
        Answered known = head;
        end.complete(known != null ? known : new Lost(cause));
        HttpClientRequest sent = request;
        if (sent != null) {
            sent.reset();
        }
        return end.join();
    }

    private static Map<String, String> copy(MultiMap headers) {
        Map<String, String> copy = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        headers.names().forEach(name -> copy.put(name, String.join(", ", headers.getAll(name))));
        return copy;
    }
}
