package io.mailroom.auth.callback;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.mailroom.auth.testing.AuthStack;
import io.mailroom.auth.testing.TestingBrowser;
import io.mailroom.auth.testing.TestingClient;
import io.mailroom.auth.testing.TestingEntra;
import io.mailroom.auth.testing.TestingPostgres;
import io.mailroom.auth.testing.TestingReplica;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import no.nav.security.mock.oauth2.MockOAuth2Server;
import no.nav.security.mock.oauth2.token.DefaultOAuth2TokenCallback;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The packaged service against an OAuth 2.0 and OpenID Connect server that knows nothing of it: mock-oauth2-server. */
class OtherServerIT {
    private static final String ISSUER = "elsewhere";
    private static final String USER = "0a0a0a0a-0000-4000-8000-000000000001";

    @TempDir
    static Path folder;

    private static TestingPostgres postgres;
    private static MockOAuth2Server server;
    private static TestingReplica replica;

    @BeforeAll
    static void start() throws IOException {
        postgres = new TestingPostgres();
        server = new MockOAuth2Server();
        server.start();
        String base = server.baseUrl().toString().replaceAll("/$", "");
        Path ring = Files.writeString(folder.resolve("ring"), AuthStack.KEY_RING);
        Map<String, String> settings = TestingReplica.settings(postgres, base, ring);
        settings.put("quarkus.oidc.auth-server-url", base + "/" + ISSUER);
        String cloud = "mailroom.entra.clouds.global.";
        settings.put(cloud + "endpoints.authorize", "/" + ISSUER + "/authorize");
        settings.put(cloud + "endpoints.token", "/" + ISSUER + "/token");
        settings.put(cloud + "endpoints.keys", "/" + ISSUER + "/jwks");
        settings.put(cloud + "endpoints.issuer", "/" + ISSUER);
        replica = TestingReplica.start(1, folder, settings).getFirst();
    }

    @AfterAll
    static void stop() {
        replica.close();
        server.shutdown();
        postgres.close();
    }

    private static String serviceToken(String client, String role) {
        Map<String, Object> claims = Map.of("azp", client, "roles", List.of(role), "tid", TestingEntra.OPERATOR);
        return server.issueToken(
                        ISSUER,
                        client,
                        new DefaultOAuth2TokenCallback(ISSUER, client, "JWT", List.of("api://mailroom"), claims, 3_600))
                .serialize();
    }

    /** What the server says of the person in its next answer. */
    private static void signsIn() {
        Map<String, Object> claims = Map.of(
                "tid",
                TestingEntra.CONTOSO,
                "oid",
                USER,
                "preferred_username",
                "adele@contoso.example",
                "name",
                "Adele Vance");
        server.enqueueCallback(
                new DefaultOAuth2TokenCallback(ISSUER, USER, "JWT", List.of("mailroom-app"), claims, 3_600));
    }

    private static String connect() {
        TestingBrowser browser = new TestingBrowser(replica.uri());
        JsonNode begun = TestingClient.json(browser.call(
                "POST",
                "/api/connections",
                serviceToken("erp-app", "Mailroom.Client"),
                "{\"returnUrl\":\"" + TestingClient.DONE + "\",\"mailboxHint\":\"adele@contoso.example\"}"));
        signsIn();
        String end =
                TestingBrowser.location(browser.consent(begun.path("connectUrl").textValue()));
        return String.valueOf(
                TestingEntra.form(end.substring(end.indexOf('?') + 1)).get("connectionId"));
    }

    private static HttpResponse<String> lease(String id) throws IOException, InterruptedException {
        return replica.lease(id, serviceToken("worker-app", "Mailroom.Worker"));
    }

    @Test
    void a_person_connects_and_a_worker_borrows_and_the_token_is_refreshed() throws Exception {
        String id = connect();
        String first = TestingClient.json(lease(id)).path("accessToken").asText();
        postgres.execute("update connection set access_expires_at = now()");
        signsIn();

        HttpResponse<String> second = lease(id);

        assertThat(second.statusCode()).as(second.body()).isEqualTo(200);
        assertThat(first).isNotEmpty();
        assertThat(TestingClient.json(second).path("accessToken").asText())
                .isNotEmpty()
                .isNotEqualTo(first);
        assertThat(postgres.text("select state || ' ' || mailbox || ' ' || grant_version from connection"))
                .isEqualTo("CONNECTED adele@contoso.example 2");
    }
}
