package io.mailroom.auth.entra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mailroom.auth.problem.UnusableSettings;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CloudTest {
    private static Cloud cloud(Map<String, String> more) {
        String global = "mailroom.entra.clouds.global.";
        Map<String, String> settings = new HashMap<>(Map.of(
                "mailroom.entra.client-id",
                "x",
                global + "login-url",
                "https://login.example/",
                global + "graph-url",
                "https://graph.example/",
                global + "scope-prefix",
                "https://graph.example/"));
        more.forEach((key, value) -> settings.put(global + "endpoints." + key, value));
        EntraConfig config = new SmallRyeConfigBuilder()
                .addDiscoveredConverters()
                .withMapping(EntraConfig.class)
                .withSources(new PropertiesConfigSource(settings, "test", 100))
                .build()
                .getConfigMapping(EntraConfig.class);
        return new Clouds(config).named("global");
    }

    @Test
    void has_all_its_endpoints_on_its_login_host() {
        Cloud cloud = cloud(Map.of("token", "//other.example/token"));

        assertThat(cloud.tokenEndpoint(Authority.ORGANIZATIONS)).hasHost("login.example");
        assertThat(cloud.authorizeEndpoint(Authority.ORGANIZATIONS)).hasHost("login.example");
        assertThat(cloud.graphUrl()).hasToString("https://graph.example/v1.0");
    }

    @ParameterizedTest
    @ValueSource(strings = {"authorize", "token", "admin-consent", "keys", "issuer"})
    void refuses_a_path_that_would_go_on_where_its_host_ends(String endpoint) {
        assertThatThrownBy(() -> cloud(Map.of(endpoint, ".other.example/x")))
                .isInstanceOf(UnusableSettings.class)
                .hasMessageContaining("does not begin with a slash");
    }
}
