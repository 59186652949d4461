package io.mailroom.worker.graph;

import io.mailroom.worker.graph.http.HttpTransport;
import io.mailroom.worker.health.DependencyHealth;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.net.PemTrustOptions;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.Set;

/** Makes the one Graph client of this process, on the platform's Vert.x with its metrics and tracing. */
@Singleton
public class GraphClients {
    /** The client lives as long as {@code vertx}. */
    @Produces
    @Singleton
    public static GraphMail create(Vertx vertx, GraphConfig config, Clock clock, DependencyHealth health) {
        HttpTransport transport = new HttpTransport(httpClient(vertx, config), config.largestAnswer());
        return new VertxGraphMail(transport, config.deltaPageSize(), clock, health);
    }

    /**
     * Refuses settings under which calls would wait for those of slow mailboxes.
     *
     * @param callsAtOnce as many as there may ever be
     * @throws IllegalStateException with the settings that do not fit together
     */
    public static void check(GraphConfig config, int callsAtOnce) {
        if (config.connections() < callsAtOnce) {
            throw new IllegalStateException("mailroom.graph.connections is " + config.connections() + ", but "
                    + callsAtOnce + " calls may be in flight at once (mailroom.intake.records, one poll and"
                    + " mailroom.intake.slow-records together): slow mailboxes would hold up all others");
        }
    }

    /**
     * HTTP/1.1 on purpose: a connection that breaks makes one call unclear, not all that share it. Host names are
     * checked, TLS is 1.2 or newer.
     */
    static HttpClient httpClient(Vertx vertx, GraphConfig config) {
        HttpClientOptions options = new HttpClientOptions()
                .setProtocolVersion(HttpVersion.HTTP_1_1)
                .setPipelining(false)
                .setConnectTimeout(Math.toIntExact(config.connectTimeout().toMillis()))
                .setKeepAliveTimeout(Math.toIntExact(config.keepAlive().toSeconds()))
                .setEnabledSecureTransportProtocols(Set.of("TLSv1.2", "TLSv1.3"))
                .setVerifyHost(true)
                .setName("graph");
        config.trustedCertificates()
                .ifPresent(file -> options.setTrustOptions(new PemTrustOptions().addCertPath(file.toString())));
        PoolOptions pool =
                new PoolOptions().setHttp1MaxSize(config.connections()).setMaxWaitQueueSize(config.waitingCalls());
        return vertx.createHttpClient(options, pool);
    }
}
