package io.mailroom.simulator.door;

import io.mailroom.simulator.clock.LabClock;
import io.mailroom.simulator.door.Outcome.Answered;
import io.mailroom.simulator.door.Outcome.CutShort;
import io.mailroom.simulator.door.Outcome.Dropped;
import io.mailroom.simulator.exchange.Answer;
import io.mailroom.simulator.exchange.Body;
import io.mailroom.simulator.exchange.Call;
import io.mailroom.simulator.settings.SimulatorConfig;
import io.quarkus.arc.All;
import io.quarkus.virtual.threads.VirtualThreads;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import org.jboss.logging.Logger;

/** Takes what belongs to a simulated surface off the server; everything else goes on to the lab and the page. */
@ApplicationScoped
public class SurfaceDispatcher {
    private static final Logger LOG = Logger.getLogger(SurfaceDispatcher.class);

    private final List<Surface> surfaces;
    private final Exchanges exchanges;
    private final ExecutorService threads;
    private final LabClock clock;
    private final SimulatorConfig config;

    SurfaceDispatcher(
            @All List<Surface> surfaces,
            Exchanges exchanges,
            @VirtualThreads ExecutorService threads,
            LabClock clock,
            SimulatorConfig config) {
        this.surfaces = surfaces;
        this.exchanges = exchanges;
        this.threads = threads;
        this.clock = clock;
        this.config = config;
    }

    void install(@Observes Router router) {
        router.route().order(Integer.MIN_VALUE).handler(this::enter);
    }

    private void enter(RoutingContext context) {
        String path = Objects.requireNonNullElse(context.request().path(), "/");
        surfaces.stream()
                .filter(surface -> surface.owns(path))
                .findFirst()
                .ifPresentOrElse(surface -> read(surface, path, context.request()), context::next);
    }

    private void read(Surface surface, String path, HttpServerRequest request) {
        request.body()
                .onSuccess(body -> threads.execute(() -> serve(surface, path, request, body)))
                .onFailure(_ -> request.connection().close());
        request.resume();
    }

    private void serve(Surface surface, String path, HttpServerRequest request, Buffer body) {
        try {
            send(request, exchanges.run(surface, call(path, request, body)));
        } catch (RuntimeException e) {
            LOG.errorf(e, "exchange failed method=%s path=%s", request.method(), path);
            request.response().setStatusCode(500).end();
        }
    }

    private Call call(String path, HttpServerRequest request, Buffer body) {
        Map<String, String> headers = new LinkedHashMap<>();
        request.headers()
                .forEach(header -> headers.merge(
                        header.getKey().toLowerCase(Locale.ROOT), header.getValue(), (a, b) -> a + "," + b));
        String query = request.query() == null ? "" : request.query();
        return new Call(
                request.method().name(),
                path,
                query,
                headers,
                Body.of(body.getBytes()),
                config.publicUrl().orElseGet(() -> "http://" + headers.getOrDefault("host", "localhost")),
                clock.instant(),
                UUID.randomUUID().toString());
    }

    private static void send(HttpServerRequest request, Outcome outcome) {
        switch (outcome) {
            case Answered(var answer) ->
                head(request, answer).end(Buffer.buffer(answer.body().bytes()));
            case CutShort(var answer) -> cut(request, answer);
            case Dropped() -> request.connection().close();
        }
    }

    private static void cut(HttpServerRequest request, Answer answer) {
        byte[] body = answer.body().bytes();
        head(request, answer)
                .putHeader("Content-Length", Integer.toString(body.length + 1))
                .write(Buffer.buffer(body).slice(0, body.length / 2))
                .onComplete(_ -> request.connection().close());
    }

    private static HttpServerResponse head(HttpServerRequest request, Answer answer) {
        HttpServerResponse response = request.response().setStatusCode(answer.status());
        answer.headers().forEach(response::putHeader);
        return response;
    }
}
