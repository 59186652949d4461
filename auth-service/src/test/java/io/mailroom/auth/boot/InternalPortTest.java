package io.mailroom.auth.boot;

import static org.assertj.core.api.Assertions.assertThat;

import io.mailroom.auth.testing.AuthStack;
import io.mailroom.auth.testing.TestingBrowser;
import io.mailroom.auth.testing.TestingClient;
import io.mailroom.auth.testing.TestingEntra;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.util.Map;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(InternalPortTest.OwnPort.class)
@WithTestResource(AuthStack.class)
class InternalPortTest {
    TestingEntra entra;

    @TestHTTPResource("/")
    URI service;

    /** Also holds the limits low, since a profile costs a start of its own. */
    public static final class OwnPort implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            try (ServerSocket socket = new ServerSocket(0)) {
                return Map.of(
                        "mailroom.internal.port",
                        String.valueOf(socket.getLocalPort()),
                        "mailroom.limits.browser-per-address",
                        "3",
                        "mailroom.limits.links-per-client",
                        "2");
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private static URI internal() {
        return URI.create("http://localhost:"
                + ConfigProvider.getConfig().getValue("mailroom.internal.port", Integer.class) + "/");
    }

    private int lease(URI at) {
        return new TestingClient(entra, at).lease("unknown").statusCode();
    }

    @Test
    void leases_are_served_on_the_internal_port_alone() {
        TestingClient inside = new TestingClient(entra, internal());

        assertThat(TestingClient.code(inside.lease("unknown"))).isEqualTo("CONNECTION_UNKNOWN");
        assertThat(lease(service)).isEqualTo(404);
        assertThat(new TestingClient(entra, service).lease("unknown").body()).doesNotContain("CONNECTION_UNKNOWN");
    }

    @Test
    void no_spelling_of_the_path_reaches_the_wrong_port() {
        TestingBrowser outside = new TestingBrowser(service);
        String worker = entra.serviceToken("worker-app", "Mailroom.Worker");
        String body = "{\"connectionId\":\"unknown\",\"client\":\"erp\"}";

        for (String path :
                new String[] {"//internal/leases", "/api/../internal/leases", "/%69nternal/leases", "/internal/leases/"
                }) {
            assertThat(outside.call("POST", path, worker, body).body()).as(path).doesNotContain("CONNECTION_UNKNOWN");
        }
    }

    @Test
    void the_client_api_is_not_served_there() {
        assertThat(new TestingClient(entra, internal()).get("unknown").body()).isEmpty();
    }

    @Test
    void who_knocks_too_often_gets_a_page_and_a_time() {
        TestingBrowser browser = new TestingBrowser(service);
        browser.open("/connect/a");
        browser.open("/connect/b");
        browser.open("/callback");

        var fourth = browser.open("/connect/c");

        assertThat(fourth.statusCode()).isEqualTo(429);
        assertThat(fourth.body()).contains("Too many tries");
        assertThat(fourth.headers().firstValueAsLong("Retry-After").orElse(0)).isBetween(1L, 60L);
    }

    @Test
    void a_client_that_asks_for_too_many_links_gets_a_problem() {
        TestingClient erp = new TestingClient(entra, service);
        erp.begin();
        erp.begin();

        assertThat(TestingClient.code(erp.ask("{\"returnUrl\":\"" + TestingClient.DONE + "\"}")))
                .isEqualTo("TOO_MANY_REQUESTS");
        String crm = entra.serviceToken("crm-app", "Mailroom.Client");
        assertThat(erp.browser()
                        .call("POST", "/api/connections", crm, "{\"returnUrl\":\"https://crm.contoso.example/done\"}")
                        .statusCode())
                .isEqualTo(201);
    }
}
