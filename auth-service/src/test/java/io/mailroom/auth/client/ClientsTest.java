package io.mailroom.auth.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mailroom.auth.entra.Clouds;
import io.mailroom.auth.entra.EntraConfig;
import io.mailroom.auth.problem.UnusableSettings;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class ClientsTest {
    private static final String ERP = "mailroom.clients.erp.";
    private static final Map<String, String> LEAST = Map.of(
            "mailroom.entra.client-id", "mailroom-app",
            "mailroom.entra.clouds.global.login-url", "https://login.example",
            "mailroom.entra.clouds.global.graph-url", "https://graph.example",
            "mailroom.entra.clouds.global.scope-prefix", "https://graph.example/");

    private static Clients clients(Map<String, String> settings) {
        Map<String, String> all = new HashMap<>(LEAST);
        all.putAll(settings);
        SmallRyeConfig config = new SmallRyeConfigBuilder()
                .addDiscoveredConverters()
                .withMapping(ClientsConfig.class)
                .withMapping(EntraConfig.class)
                .withSources(new PropertiesConfigSource(all, "test", 100))
                .build();
        return new Clients(
                config.getConfigMapping(ClientsConfig.class), new Clouds(config.getConfigMapping(EntraConfig.class)));
    }

    @Nested
    class A_client {
        private final Clients clients =
                clients(Map.of(ERP + "client-id", "erp-app", ERP + "return-urls", "https://erp.contoso.example/done"));

        @Test
        void is_known_by_its_client_id_alone() {
            assertThat(clients.byClientId("erp-app").orElseThrow().name().value())
                    .isEqualTo("erp");
            assertThat(clients.byClientId("erp")).isEmpty();
            assertThat(clients.byClientId(null)).isEmpty();
        }

        @Test
        void may_return_to_what_is_registered_character_by_character() {
            Clients.Client erp = clients.byClientId("erp-app").orElseThrow();

            assertThat(erp.mayReturnTo("https://erp.contoso.example/done")).isTrue();
            assertThat(erp.mayReturnTo("https://erp.contoso.example/done/")).isFalse();
            assertThat(erp.mayReturnTo("https://ERP.contoso.example/done")).isFalse();
        }
    }

    @Nested
    class The_start_is_stopped_by {
        private static void stopsWith(Map<String, String> settings, String sentence) {
            assertThatThrownBy(() -> clients(settings).check())
                    .isInstanceOf(UnusableSettings.class)
                    .hasMessageContaining(sentence);
        }

        @Test
        void no_client_at_all() {
            stopsWith(Map.of(), "No client is registered");
        }

        @Test
        void a_name_that_cannot_stand_in_a_topic() {
            stopsWith(
                    Map.of(
                            "mailroom.clients.ERP.client-id",
                            "x",
                            "mailroom.clients.ERP.return-urls",
                            "https://x.example"),
                    "mailroom.clients.ERP is no name for a client");
        }

        @Test
        void a_cloud_that_is_not_configured() {
            stopsWith(
                    Map.of(ERP + "client-id", "x", ERP + "return-urls", "https://x.example", ERP + "cloud", "moon"),
                    "mailroom.clients.erp.cloud names a cloud that is not configured");
        }

        @Test
        void two_names_for_one_client_id() {
            stopsWith(
                    Map.of(
                            ERP + "client-id",
                            "x",
                            ERP + "return-urls",
                            "https://x.example",
                            "mailroom.clients.crm.client-id",
                            "x",
                            "mailroom.clients.crm.return-urls",
                            "https://x.example"),
                    "is another client's already");
        }
    }
}
