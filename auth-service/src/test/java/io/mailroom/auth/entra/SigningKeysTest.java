package io.mailroom.auth.entra;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.mailroom.auth.testing.TestingClock;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jwk.JsonWebKey.OutputControlLevel;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jwk.RsaJsonWebKey;
import org.jose4j.jwk.RsaJwkGenerator;
import org.jose4j.lang.JoseException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class SigningKeysTest {
    private final TestingClock clock = new TestingClock(Instant.parse("2026-11-24T10:00:00Z"));
    private final AtomicInteger reads = new AtomicInteger();
    private volatile int status = 200;
    private volatile String body = "";
    private HttpServer server;
    private EntraHttp http;
    private SigningKeys keys;
    private Cloud cloud;

    @BeforeEach
    void start() throws IOException, JoseException {
        publish("first");
        server = HttpServer.create(new InetSocketAddress("localhost", 0), 0);
        server.createContext("/", exchange -> {
            reads.incrementAndGet();
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        });
        server.start();
        EntraConfig config = config("http://localhost:" + server.getAddress().getPort());
        http = new EntraHttp(config, clock);
        keys = new SigningKeys(http, clock);
        cloud = new Clouds(config).named("global");
    }

    @AfterEach
    void stop() {
        http.close();
        server.stop(0);
    }

    private static EntraConfig config(String url) {
        Map<String, String> settings = Map.of(
                "mailroom.entra.client-id",
                "x",
                "mailroom.entra.clouds.global.login-url",
                url,
                "mailroom.entra.clouds.global.graph-url",
                url,
                "mailroom.entra.clouds.global.scope-prefix",
                "x/");
        return new SmallRyeConfigBuilder()
                .addDiscoveredConverters()
                .withMapping(EntraConfig.class)
                .withSources(new PropertiesConfigSource(settings, "test", 100))
                .build()
                .getConfigMapping(EntraConfig.class);
    }

    private void publish(String keyId) throws JoseException {
        RsaJsonWebKey key = RsaJwkGenerator.generateJwk(2048);
        key.setKeyId(keyId);
        body = new JsonWebKeySet(key).toJson(OutputControlLevel.PUBLIC_ONLY);
    }

    private List<String> idsFor(String keyId) {
        return keys.of(cloud, keyId).stream().map(JsonWebKey::getKeyId).toList();
    }

    @Nested
    class The_keys {
        @Test
        void are_read_once_a_day() {
            idsFor("first");
            clock.advance(Duration.ofHours(23));
            assertThat(idsFor("first")).containsExactly("first");
            assertThat(reads).hasValue(1);

            clock.advance(Duration.ofHours(2));
            idsFor("first");
            assertThat(reads).hasValue(2);
        }

        @Test
        void are_read_again_for_a_new_one_among_them() throws JoseException {
            idsFor("first");
            publish("second");
            clock.advance(Duration.ofSeconds(61));

            assertThat(idsFor("second")).containsExactly("second");
        }

        @Test
        void go_on_to_count_while_no_others_can_be_read() {
            idsFor("first");
            status = 503;
            clock.advance(Duration.ofDays(2));

            assertThat(idsFor("first")).containsExactly("first");
        }

        @Test
        void are_none_as_long_as_none_could_be_read() {
            status = 503;

            assertThat(idsFor("first")).isEmpty();
        }
    }

    @Nested
    class A_forged_key_id {
        @Test
        void has_the_keys_read_at_most_once_a_minute() {
            idsFor("first");
            for (int i = 0; i < 10; i++) {
                idsFor("forged-" + i);
            }
            assertThat(reads).hasValue(1);

            clock.advance(Duration.ofSeconds(61));
            for (int i = 0; i < 10; i++) {
                idsFor("forged-" + i);
            }
            assertThat(reads).hasValue(2);
        }
    }
}
