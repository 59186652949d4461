package io.mailroom.auth.boot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mailroom.auth.client.ClientsConfig;
import io.mailroom.auth.consent.ConsentConfig;
import io.mailroom.auth.crypt.CryptConfig;
import io.mailroom.auth.entra.CredentialConfig;
import io.mailroom.auth.entra.EntraConfig;
import io.mailroom.auth.lease.LeaseConfig;
import io.mailroom.auth.limit.RateLimitConfig;
import io.smallrye.config.ConfigValidationException;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class ConfigTest {
    private static final Map<String, String> LEAST = Map.of(
            "mailroom.public-url", "https://mailroom.example",
            "mailroom.clients.erp.client-id", "erp-app",
            "mailroom.clients.erp.return-urls", "https://erp.contoso.example/a,https://erp.contoso.example/b",
            "mailroom.entra.client-id", "mailroom-app",
            "mailroom.entra.clouds.global.login-url", "https://login.example",
            "mailroom.entra.clouds.global.graph-url", "https://graph.example",
            "mailroom.entra.clouds.global.scope-prefix", "https://graph.example/");

    private static SmallRyeConfig config(Map<String, String> more) {
        Map<String, String> all = new HashMap<>(LEAST);
        all.putAll(more);
        return new SmallRyeConfigBuilder()
                .addDiscoveredConverters()
                .withMapping(ClientsConfig.class)
                .withMapping(ConsentConfig.class)
                .withMapping(EntraConfig.class)
                .withMapping(CryptConfig.class)
                .withMapping(InternalConfig.class)
                .withMapping(LeaseConfig.class)
                .withMapping(RateLimitConfig.class)
                .withSources(new PropertiesConfigSource(all, "test", 100))
                .build();
    }

    private static <T> T read(Class<T> mapping, Map<String, String> more) {
        return config(more).getConfigMapping(mapping);
    }

    @Nested
    class Has_defaults_for_what_need_not_be_said {
        @Test
        void of_leases() {
            LeaseConfig lease = read(LeaseConfig.class, Map.of());

            assertThat(lease.minValidity()).isEqualTo(Duration.ofMinutes(5));
            assertThat(lease.refreshLock()).isEqualTo(Duration.ofSeconds(15));
            assertThat(lease.patience()).isEqualTo(Duration.ofSeconds(20));
            assertThat(lease.breakerRest()).isEqualTo(Duration.ofSeconds(30));
            assertThat(lease.recheck()).isEqualTo(Duration.ofMinutes(5));
            assertThat(lease.renewalRest()).isEqualTo(Duration.ofMinutes(5));
            assertThat(lease.idle().every()).isEqualTo("PT1M");
            assertThat(lease.idle().after()).isEqualTo(Duration.ofDays(30));
            assertThat(lease.idle().spread()).isEqualTo(Duration.ofDays(14));
            assertThat(lease.idle().atOnce()).isEqualTo(20);
        }

        @Test
        void of_the_rest() {
            ConsentConfig.Connect connect = read(ConsentConfig.class, Map.of()).connect();
            RateLimitConfig limits = read(RateLimitConfig.class, Map.of());
            EntraConfig entra = read(EntraConfig.class, Map.of());

            assertThat(connect.linkLife()).isEqualTo(Duration.ofHours(1));
            assertThat(connect.adminLinkLife()).isEqualTo(Duration.ofDays(7));
            assertThat(connect.stateLife()).isEqualTo(Duration.ofMinutes(10));
            assertThat(read(ClientsConfig.class, Map.of()).clients().get("erp").cloud())
                    .isEqualTo("global");
            assertThat(entra.deadline()).isEqualTo(Duration.ofSeconds(10));
            assertThat(entra.clientSecret()).isEmpty();
            assertThat(entra.clouds().get("global").endpoints().token()).isEqualTo("/<tenant>/oauth2/v2.0/token");
            assertThat(limits.browserPerAddress()).isEqualTo(60);
            assertThat(limits.browserInAll()).isEqualTo(6000);
            assertThat(limits.linksPerClient()).isEqualTo(600);
            assertThat(read(InternalConfig.class, Map.of()).port()).isEmpty();
            assertThat(read(InternalConfig.class, Map.of()).host()).isEqualTo("0.0.0.0");
        }
    }

    @Nested
    class Maps_every_key {
        @Test
        void of_the_credentials() {
            CredentialConfig entra = read(
                    EntraConfig.class,
                    Map.ofEntries(
                            Map.entry("mailroom.entra.client-secret", "s"),
                            Map.entry("mailroom.entra.client-secret-file", "/secrets/entra"),
                            Map.entry("mailroom.entra.client-secret-expires-at", "2030-01-01T00:00:00Z"),
                            Map.entry("mailroom.entra.other-client-secret", "o"),
                            Map.entry("mailroom.entra.other-client-secret-file", "/secrets/other"),
                            Map.entry("mailroom.entra.other-client-secret-expires-at", "2031-01-01T00:00:00Z"),
                            Map.entry("mailroom.entra.certificate-file", "/secrets/crt"),
                            Map.entry("mailroom.entra.private-key-file", "/secrets/key"),
                            Map.entry("mailroom.entra.federated-token-file", "/secrets/token")));

            assertThat(entra.clientId()).isEqualTo("mailroom-app");
            assertThat(entra.clientSecret()).contains("s");
            assertThat(entra.clientSecretFile()).contains(Path.of("/secrets/entra"));
            assertThat(entra.clientSecretExpiresAt()).contains(Instant.parse("2030-01-01T00:00:00Z"));
            assertThat(entra.otherClientSecret()).contains("o");
            assertThat(entra.otherClientSecretFile()).contains(Path.of("/secrets/other"));
            assertThat(entra.otherClientSecretExpiresAt()).contains(Instant.parse("2031-01-01T00:00:00Z"));
            assertThat(entra.certificateFile()).contains(Path.of("/secrets/crt"));
            assertThat(entra.privateKeyFile()).contains(Path.of("/secrets/key"));
            assertThat(entra.federatedTokenFile()).contains(Path.of("/secrets/token"));
        }

        @Test
        void of_the_clouds() {
            String global = "mailroom.entra.clouds.global.";
            EntraConfig entra = read(
                    EntraConfig.class,
                    Map.ofEntries(
                            Map.entry("mailroom.entra.deadline", "PT3S"),
                            Map.entry(global + "registration.client-id", "its-own"),
                            Map.entry(global + "endpoints.authorize", "/a"),
                            Map.entry(global + "endpoints.token", "/t"),
                            Map.entry(global + "endpoints.admin-consent", "/c"),
                            Map.entry(global + "endpoints.keys", "/k"),
                            Map.entry(global + "endpoints.issuer", "/i")));
            EntraConfig.CloudProfile cloud = entra.clouds().get("global");

            assertThat(entra.deadline()).isEqualTo(Duration.ofSeconds(3));
            assertThat(cloud.loginUrl()).isEqualTo(URI.create("https://login.example"));
            assertThat(cloud.graphUrl()).isEqualTo(URI.create("https://graph.example"));
            assertThat(cloud.scopePrefix()).isEqualTo("https://graph.example/");
            assertThat(cloud.registration().orElseThrow().clientId()).isEqualTo("its-own");
            assertThat(cloud.endpoints())
                    .extracting(
                            EntraConfig.Endpoints::authorize,
                            EntraConfig.Endpoints::token,
                            EntraConfig.Endpoints::adminConsent,
                            EntraConfig.Endpoints::keys,
                            EntraConfig.Endpoints::issuer)
                    .containsExactly("/a", "/t", "/c", "/k", "/i");
        }

        @Test
        void of_leases() {
            LeaseConfig lease = read(
                    LeaseConfig.class,
                    Map.ofEntries(
                            Map.entry("mailroom.lease.min-validity", "PT1M"),
                            Map.entry("mailroom.lease.refresh-lock", "PT4S"),
                            Map.entry("mailroom.lease.patience", "PT5S"),
                            Map.entry("mailroom.lease.breaker-rest", "PT6S"),
                            Map.entry("mailroom.lease.recheck", "PT7S"),
                            Map.entry("mailroom.lease.renewal-rest", "PT10S"),
                            Map.entry("mailroom.lease.idle.every", "off"),
                            Map.entry("mailroom.lease.idle.after", "P1D"),
                            Map.entry("mailroom.lease.idle.spread", "P2D"),
                            Map.entry("mailroom.lease.idle.at-once", "3")));

            assertThat(lease.minValidity()).isEqualTo(Duration.ofMinutes(1));
            assertThat(lease.refreshLock()).isEqualTo(Duration.ofSeconds(4));
            assertThat(lease.patience()).isEqualTo(Duration.ofSeconds(5));
            assertThat(lease.breakerRest()).isEqualTo(Duration.ofSeconds(6));
            assertThat(lease.recheck()).isEqualTo(Duration.ofSeconds(7));
            assertThat(lease.renewalRest()).isEqualTo(Duration.ofSeconds(10));
            assertThat(lease.idle().every()).isEqualTo("off");
            assertThat(lease.idle().after()).isEqualTo(Duration.ofDays(1));
            assertThat(lease.idle().spread()).isEqualTo(Duration.ofDays(2));
            assertThat(lease.idle().atOnce()).isEqualTo(3);
        }

        @Test
        void of_clients_and_consents() {
            ConsentConfig consent = read(
                    ConsentConfig.class,
                    Map.of(
                            "mailroom.connect.link-life", "PT8S",
                            "mailroom.connect.admin-link-life", "PT11S",
                            "mailroom.connect.state-life", "PT9S"));
            ClientsConfig.Client erp = read(ClientsConfig.class, Map.of("mailroom.clients.erp.cloud", "china"))
                    .clients()
                    .get("erp");

            assertThat(consent.publicUrl()).isEqualTo(URI.create("https://mailroom.example"));
            assertThat(consent.connect().linkLife()).isEqualTo(Duration.ofSeconds(8));
            assertThat(consent.connect().adminLinkLife()).isEqualTo(Duration.ofSeconds(11));
            assertThat(consent.connect().stateLife()).isEqualTo(Duration.ofSeconds(9));
            assertThat(erp.clientId()).isEqualTo("erp-app");
            assertThat(erp.returnUrls()).hasSize(2);
            assertThat(erp.cloud()).isEqualTo("china");
        }

        @Test
        void of_keys_limits_and_the_internal_port() {
            Map<String, String> settings = Map.of(
                    "mailroom.crypt.key-ring-file", "/secrets/ring",
                    "mailroom.crypt.key-ring", "k1 x",
                    "mailroom.crypt.deployment-id", "prod",
                    "mailroom.limits.browser-per-address", "1",
                    "mailroom.limits.browser-in-all", "2",
                    "mailroom.limits.links-per-client", "3",
                    "mailroom.internal.port", "8701",
                    "mailroom.internal.host", "127.0.0.1");
            CryptConfig crypt = read(CryptConfig.class, settings);
            RateLimitConfig limits = read(RateLimitConfig.class, settings);

            assertThat(crypt.keyRingFile()).contains(Path.of("/secrets/ring"));
            assertThat(crypt.keyRing()).contains("k1 x");
            assertThat(crypt.deploymentId()).contains("prod");
            assertThat(limits.browserPerAddress()).isEqualTo(1);
            assertThat(limits.browserInAll()).isEqualTo(2);
            assertThat(limits.linksPerClient()).isEqualTo(3);
            assertThat(read(InternalConfig.class, settings).port()).hasValue(8701);
            assertThat(read(InternalConfig.class, settings).host()).isEqualTo("127.0.0.1");
        }
    }

    @Test
    void does_not_start_with_a_key_that_nobody_knows() {
        assertThatThrownBy(() -> config(Map.of("mailroom.lease.min-validty", "PT1M")))
                .isInstanceOf(ConfigValidationException.class)
                .hasMessageContaining("mailroom.lease.min-validty");
        assertThatThrownBy(() -> config(Map.of("mailroom.leases", "x"))).isInstanceOf(ConfigValidationException.class);
        assertThatThrownBy(() -> config(Map.of("mailroom.clients.erp.clout", "x")))
                .isInstanceOf(ConfigValidationException.class);
    }
}
