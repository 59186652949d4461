package io.mailroom.bench.graph;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** Answers as Graph does, after a set time, and does nothing else: whatever it costs is not measured. */
final class GraphStub implements AutoCloseable {
    private final Vertx vertx = Vertx.vertx();
    private final AtomicInteger drafts = new AtomicInteger();
    private final List<String> seen = new CopyOnWriteArrayList<>();
    private final HttpServer server;
    private final long latencyMs;
    private final boolean remembers;
    private volatile boolean hangsUpOnSend;

    /** @param remembers whether the calls are kept to be looked at */
    GraphStub(long latencyMs, boolean remembers) {
        this.latencyMs = latencyMs;
        this.remembers = remembers;
        this.server = vertx.createHttpServer()
                .requestHandler(request -> request.body().onSuccess(_ -> answer(request)))
                .listen(0, "127.0.0.1")
                .toCompletionStage()
                .toCompletableFuture()
                .join();
    }

    URI url() {
        return URI.create("http://127.0.0.1:" + server.actualPort() + "/v1.0");
    }

    /** Method and path without ids, in order of arrival. */
    List<String> seen() {
        return List.copyOf(seen);
    }

    /** From now on a send gets no answer but a closed connection. */
    void hangUpOnSend() {
        hangsUpOnSend = true;
    }

    private void answer(HttpServerRequest request) {
        if (remembers) {
            seen.add(request.method() + " " + path(request).replaceAll("AAkA\\w+", "{id}"));
        }
        if (hangsUpOnSend && path(request).endsWith("/send")) {
            request.connection().close();
        } else if (latencyMs > 0) {
            vertx.setTimer(latencyMs, _ -> reply(request));
        } else {
            reply(request);
        }
    }

    private void reply(HttpServerRequest request) {
        boolean post = request.method().name().equals("POST");
        if (post && path(request).endsWith("/send")) {
            request.response().setStatusCode(202).end();
        } else {
            int number = drafts.incrementAndGet();
            request.response()
                    .setStatusCode(post ? 201 : 200)
                    .putHeader("Content-Type", "application/json;odata.metadata=minimal")
                    .putHeader("request-id", "6f1d0c3a-0000-4000-8000-00000000abcd")
                    .end(message(number, post));
        }
    }

    private static String message(int number, boolean draft) {
        return """
            {"@odata.context":"https://graph.microsoft.com/v1.0/$metadata#users('u')/messages/$entity",
            "@odata.etag":"W/\\"CQAAABYAAAB\\"","id":"AAkALgAAAAAAHYQDEapmEc2byACqAC%d",
            "createdDateTime":"2026-11-24T08:00:00Z","lastModifiedDateTime":"2026-11-24T08:00:00Z","changeKey":"CQAAABYAAAB",
            "categories":[],"receivedDateTime":"2026-11-24T08:00:00Z","sentDateTime":"2026-11-24T08:00:00Z",
            "hasAttachments":false,"internetMessageId":"<%d@contoso.example>","subject":"Invoice 2026-000123",
            "bodyPreview":"Dear Alex","importance":"normal","parentFolderId":"AQMkADYAAAIBDwAAAA==",
            "conversationId":"AAQkADYAAAIBDwAAAA==","isRead":true,"isDraft":%s,"webLink":"https://outlook.office365.com/owa/",
            "inferenceClassification":"focused"}""".formatted(number, number, draft);
    }

    private static String path(HttpServerRequest request) {
        String path = request.path();
        return path == null ? "" : path;
    }

    @Override
    public void close() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }
}
