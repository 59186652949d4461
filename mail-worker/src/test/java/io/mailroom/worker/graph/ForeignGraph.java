package io.mailroom.worker.graph;

import static org.assertj.core.api.Assertions.assertThat;

import io.mailroom.model.secret.AccessToken;
import io.mailroom.worker.graph.GraphReply.Done;
import io.mailroom.worker.graph.testing.TestingGraph;
import io.mailroom.worker.health.DependencyHealth;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;

/** A server or a proxy that answers as the test says, over real HTTP. */
abstract class ForeignGraph {
    static final int LARGEST = 200_000;
    static final String PAGE = page("{\"id\":\"m1\",\"subject\":\"Invoice\"}");

    static Vertx vertx;
    static GraphMail graph;
    TestingGraph microsoft;

    @BeforeAll
    static void start() {
        vertx = Vertx.vertx();
        GraphConfig config = new SmallRyeConfigBuilder()
                .withMapping(GraphConfig.class)
                .withSources(new PropertiesConfigSource(
                        Map.of("mailroom.graph.largest-answer", Integer.toString(LARGEST)), "test", 500))
                .build()
                .getConfigMapping(GraphConfig.class);
        graph = GraphClients.create(vertx, config, Clock.systemUTC(), new DependencyHealth(Clock.systemUTC()));
    }

    @AfterAll
    static void stop() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    @BeforeEach
    void listen() {
        microsoft = new TestingGraph(vertx);
    }

    @AfterEach
    void hangUp() {
        microsoft.close();
    }

    void answer(int status, byte[] body, Map<String, String> headers) {
        microsoft.does(request -> {
            request.response().setStatusCode(status);
            headers.forEach((name, value) -> request.response().putHeader(name, value));
            request.response().end(Buffer.buffer(body));
        });
    }

    GraphReply<DeltaPage> delta(@Nullable String link, int atMost) {
        return graph.delta(access(), "inbox", link, atMost, within());
    }

    @SuppressWarnings("unchecked")
    static DeltaPage read(GraphReply<DeltaPage> reply) {
        assertThat(reply).isInstanceOf(Done.class);
        return ((Done<DeltaPage>) reply).value();
    }

    static Instant within() {
        return Instant.now().plusSeconds(20);
    }

    MailboxAccess access() {
        return new MailboxAccess(microsoft.url(), "oid-1", "adele@contoso.example", new AccessToken("secret-token"));
    }

    static String page(String items) {
        return "{\"value\":[" + items + "],\"@odata.deltaLink\":\"http://x/delta\"}";
    }

    interface Packing {
        OutputStream over(OutputStream out) throws IOException;
    }

    static byte[] packed(byte[] plain, Packing packing) {
        var bytes = new ByteArrayOutputStream();
        try (OutputStream out = packing.over(bytes)) {
            out.write(plain);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }
}
