package io.mailroom.auth.boot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mailroom.auth.client.ClientsConfig;
import io.mailroom.auth.consent.ConsentConfig;
import io.mailroom.auth.crypt.CryptConfig;
import io.mailroom.auth.entra.EntraConfig;
import io.mailroom.auth.lease.LeaseConfig;
import io.smallrye.config.ConfigValidationException;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
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
                .withMapping(LeaseConfig.class)
                .withSources(new PropertiesConfigSource(all, "test", 100))
                .build();
    }

    @Test
    void has_defaults_for_what_need_not_be_said() {
        SmallRyeConfig config = config(Map.of());

        LeaseConfig lease = config.getConfigMapping(LeaseConfig.class);
        ConsentConfig consent = config.getConfigMapping(ConsentConfig.class);
        EntraConfig entra = config.getConfigMapping(EntraConfig.class);
        assertThat(lease.minValidity()).isEqualTo(Duration.ofMinutes(5));
        assertThat(lease.refreshLock()).isEqualTo(Duration.ofSeconds(15));
        assertThat(lease.patience()).isEqualTo(Duration.ofSeconds(20));
        assertThat(lease.breakerRest()).isEqualTo(Duration.ofSeconds(30));
        assertThat(lease.recheck()).isEqualTo(Duration.ofMinutes(5));
        assertThat(lease.renewalRest()).isEqualTo(Duration.ofMinutes(5));
        assertThat(consent.connect().linkLife()).isEqualTo(Duration.ofHours(1));
        assertThat(consent.connect().stateLife()).isEqualTo(Duration.ofMinutes(10));
        assertThat(config.getConfigMapping(ClientsConfig.class)
                        .clients()
                        .get("erp")
                        .cloud())
                .isEqualTo("global");
        assertThat(entra.deadline()).isEqualTo(Duration.ofSeconds(10));
        assertThat(entra.clientSecret()).isEmpty();
    }

    @Test
    void maps_every_key() {
        SmallRyeConfig config = config(Map.ofEntries(
                Map.entry("mailroom.entra.client-secret", "s"),
                Map.entry("mailroom.entra.client-secret-file", "/secrets/entra"),
                Map.entry("mailroom.entra.deadline", "PT3S"),
                Map.entry("mailroom.crypt.key-ring-file", "/secrets/ring"),
                Map.entry("mailroom.crypt.deployment-id", "prod"),
                Map.entry("mailroom.lease.min-validity", "PT1M"),
                Map.entry("mailroom.lease.refresh-lock", "PT4S"),
                Map.entry("mailroom.lease.patience", "PT5S"),
                Map.entry("mailroom.lease.breaker-rest", "PT6S"),
                Map.entry("mailroom.lease.recheck", "PT7S"),
                Map.entry("mailroom.lease.renewal-rest", "PT10S"),
                Map.entry("mailroom.connect.link-life", "PT8S"),
                Map.entry("mailroom.connect.state-life", "PT9S"),
                Map.entry("mailroom.clients.erp.cloud", "china")));

        EntraConfig entra = config.getConfigMapping(EntraConfig.class);
        LeaseConfig lease = config.getConfigMapping(LeaseConfig.class);
        ConsentConfig consent = config.getConfigMapping(ConsentConfig.class);
        assertThat(entra.clientId()).isEqualTo("mailroom-app");
        assertThat(entra.clientSecret()).contains("s");
        assertThat(entra.clientSecretFile()).contains(Path.of("/secrets/entra"));
        assertThat(entra.deadline()).isEqualTo(Duration.ofSeconds(3));
        assertThat(entra.clouds().get("global").loginUrl()).isEqualTo(URI.create("https://login.example"));
        assertThat(config.getConfigMapping(CryptConfig.class).keyRingFile()).contains(Path.of("/secrets/ring"));
        assertThat(config.getConfigMapping(CryptConfig.class).deploymentId()).contains("prod");
        assertThat(lease.minValidity()).isEqualTo(Duration.ofMinutes(1));
        assertThat(lease.refreshLock()).isEqualTo(Duration.ofSeconds(4));
        assertThat(lease.patience()).isEqualTo(Duration.ofSeconds(5));
        assertThat(lease.breakerRest()).isEqualTo(Duration.ofSeconds(6));
        assertThat(lease.recheck()).isEqualTo(Duration.ofSeconds(7));
        assertThat(lease.renewalRest()).isEqualTo(Duration.ofSeconds(10));
        assertThat(consent.connect().linkLife()).isEqualTo(Duration.ofSeconds(8));
        assertThat(consent.connect().stateLife()).isEqualTo(Duration.ofSeconds(9));
        assertThat(config.getConfigMapping(ClientsConfig.class)
                        .clients()
                        .get("erp")
                        .cloud())
                .isEqualTo("china");
        assertThat(config.getConfigMapping(ClientsConfig.class)
                        .clients()
                        .get("erp")
                        .returnUrls())
                .hasSize(2);
    }

    @Test
    void does_not_start_with_a_key_that_nobody_knows() {
        assertThatThrownBy(() -> config(Map.of("mailroom.lease.min-validty", "PT1M")))
                .isInstanceOf(ConfigValidationException.class)
                .hasMessageContaining("mailroom.lease.min-validty");
        assertThatThrownBy(() -> config(Map.of("mailroom.leases", "x"))).isInstanceOf(ConfigValidationException.class);
    }
}
