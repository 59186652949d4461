package io.mailroom.worker.graph.testing;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/** Counts every request that arrives, and answers or hangs up as told. */
public final class TestingGraph implements AutoCloseable {
    /** A request as it arrived. */
    public record Seen(String method, String uri, Map<String, String> headers, String body) {}

    /** What is done with a request once it is read. */
    public interface Behaviour {
        void answer(HttpServerRequest request);
    }

    public final List<Seen> seen = new CopyOnWriteArrayList<>();
    private final HttpServer server;
    private volatile Behaviour behaviour = status(202, "");

    public TestingGraph(Vertx vertx) {
        server = vertx.createHttpServer().requestHandler(this::handle);
        server.listen(0, "127.0.0.1").toCompletionStage().toCompletableFuture().join();
    }

    public static Behaviour status(int status, String body, String... headers) {
        return request -> {
            request.response().setStatusCode(status).putHeader("request-id", "r-1");
            for (int i = 0; i < headers.length; i += 2) {
                request.response().putHeader(headers[i], headers[i + 1]);
            }
            if (!body.isEmpty()) {
                request.response().putHeader("Content-Type", "application/json");
            }
            request.response().end(body);
        };
    }

    public static Behaviour hangUp() {
        return request -> request.connection().close();
    }

    public static Behaviour silence() {
        return request -> {};
    }

    public void does(Behaviour next) {
        behaviour = next;
    }

    public URI url() {
        return URI.create("http://127.0.0.1:" + server.actualPort() + "/v1.0");
    }

    private void handle(HttpServerRequest request) {
        request.body().onSuccess((Buffer body) -> {
            var headers = new java.util.TreeMap<String, String>(String.CASE_INSENSITIVE_ORDER);
            request.headers().forEach(header -> headers.put(header.getKey(), header.getValue()));
            seen.add(new Seen(request.method().name(), request.uri(), headers, body.toString()));
            behaviour.answer(request);
        });
    }

    @Override
    public void close() {
        server.close().toCompletionStage().toCompletableFuture().join();
    }
}
