package io.mailroom.auth.boot;

import io.quarkus.runtime.StartupEvent;
import io.quarkus.vertx.http.runtime.VertxHttpRecorder;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.ext.web.RoutingContext;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.OptionalInt;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Serves {@code /internal} on a port of its own, so that a network policy can keep everybody but the workers away from
 * it. A second listener hands to the same routes; a filter before all of them refuses what came in by the wrong port.
 */
@Singleton
public class InternalPort {
    private static final Logger LOG = Logger.getLogger(InternalPort.class);
    private static final int BEFORE_ALL = 1_000;

    private final Vertx vertx;
    private final InternalConfig config;
    private @Nullable HttpServer server;

    @Inject
    InternalPort(Vertx vertx, InternalConfig config) {
        this.vertx = vertx;
        this.config = config;
    }

    void guard(@Observes Filters filters) {
        OptionalInt port = config.port();
        if (port.isPresent()) {
            filters.register(context -> admit(context, port.getAsInt()), BEFORE_ALL);
        }
    }

    private static void admit(RoutingContext context, int internalPort) {
        boolean onInternalPort = context.request().localAddress().port() == internalPort;
        String path = context.normalizedPath();
        if (onInternalPort == (path.equals("/internal") || path.startsWith("/internal/"))) {
            context.next();
        } else {
            context.response().setStatusCode(404).end();
        }
    }

    void listen(@Observes StartupEvent event) {
        OptionalInt port = config.port();
        if (port.isPresent()) {
            server = vertx.createHttpServer()
                    .requestHandler(
                            request -> VertxHttpRecorder.getRootHandler().handle(request));
            server.listen(port.getAsInt(), config.host())
                    .toCompletionStage()
                    .toCompletableFuture()
                    .join();
            LOG.infof("internal endpoints listen port=%d", port.getAsInt());
        }
    }

    @PreDestroy
    void close() {
        HttpServer listening = server;
        if (listening != null) {
            listening.close();
        }
    }
}
